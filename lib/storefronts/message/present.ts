import { fail } from '../../platform/errors.ts';
import type { HeldRow } from './message-store.ts';
import { type HeldMessageAnswer, heldReasons, type TypedMessage } from './schema.ts';

/** What was typed, as it was kept. */
export function typedOf({ fields }: Pick<HeldRow, 'fields'>): TypedMessage {
  return JSON.parse(fields) as TypedMessage;
}

/** A held message as it leaves the product. */
export function presentHeld(row: HeldRow, storefrontName: string | null): HeldMessageAnswer {
  const { name, email, phone, company, message, consentTag } = typedOf(row);
  const reason = heldReasons.find((each) => each === row.reason);
  if (reason === undefined) throw fail('internal', { detail: `a message held for an unknown reason: ${row.reason}` });
  return {
    ...{ id: row.id, storefrontId: row.storefrontId, storefrontName },
    ...{ name, email, phone, company, message, linksConsent: consentTag !== null, reason, at: row.at },
  };
}
