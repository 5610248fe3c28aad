import { linkConsent } from '../../consent/link-consent.ts';
import { findOrAddContact } from '../../crm/contacts/find-or-add-contact.ts';
import { addInteraction } from '../../interactions/add-interaction.ts';
import type { Json } from '../../ledger/canonical.ts';
import type { ReceiptDraft } from '../../ledger/receipt.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import type { TypedMessage } from './schema.ts';

/** Under which external id an interaction stands that a contact form brought. */
export function messageExternalId(once: string): string {
  return `contact-form:${once}`;
}

export interface KeptMessage {
  readonly contactId: string;
  readonly interactionId: string;
  readonly contactAdded: boolean;
  readonly receipts: readonly ReceiptDraft[];
}

/**
 * Keeps a message inside a write: the contact that has its address, or a new one, and an interaction with what was said.
 * What was typed changes nothing about a contact who was there: it stands in the interaction.
 *
 * One receipt about the interaction tells all of it, whether the contact was there or not: receipts can be public, and a
 * receipt of a new contact would tell anybody who writes here whose address was known before.
 *
 * @param form what the storefront is called now.
 */
export async function keepMessage(
  tx: SqlWriter,
  storefrontId: string,
  form: string,
  { name, email, phone, company, message, consentTag, once }: TypedMessage,
  at: string,
): Promise<KeptMessage> {
  const contact = await findOrAddContact(tx, { ...namesOf(name), email, phone, company }, at);
  const interaction = await addInteraction(
    tx,
    {
      contactId: contact.id,
      ...{ channel: 'web', direction: 'inbound', subject: `Contact form of ${form}`, body: message },
      metadata: {
        ...{ storefrontId, name, email },
        ...(phone === null ? {} : { phone }),
        ...(company === null ? {} : { company }),
      },
      externalId: messageExternalId(once),
    },
    at,
  );
  const linked = await linkConsent(tx, { storefrontId, tag: consentTag, contactId: contact.id });
  const detail: Json = { ...interaction.detail, contactAdded: contact.added !== null };
  return {
    contactId: contact.id,
    interactionId: interaction.id,
    contactAdded: contact.added !== null,
    receipts: [{ action: 'message.received', subject: interaction.id, detail }, ...linked],
  };
}

/** What stands behind the last space is taken for the family name. The name as it was typed stands in the interaction. */
function namesOf(name: string): { readonly firstName: string | null; readonly lastName: string | null } {
  const space = name.lastIndexOf(' ');
  if (space < 0) return { firstName: name, lastName: null };
  return { firstName: name.slice(0, space).trim(), lastName: name.slice(space + 1) };
}
