import { mayDo, type Principal } from '../access/principal.ts';
import type { Json } from '../ledger/canonical.ts';
import { fail } from '../platform/errors.ts';
import {
  type InteractionAnswer,
  type InteractionMetadata,
  interactionChannels,
  interactionDirections,
} from './schema.ts';
import type { InteractionRow } from './store.ts';

/** An interaction as it leaves the product. */
export function presentInteraction(
  row: InteractionRow,
  contactName: string | null,
  principal: Principal,
): InteractionAnswer {
  const channel = interactionChannels.find((name) => name === row.channel);
  const direction = interactionDirections.find((name) => name === row.direction);
  if (channel === undefined || direction === undefined) {
    throw fail('internal', { detail: `an interaction of an unknown kind: ${row.channel}, ${row.direction}` });
  }
  return {
    id: row.id,
    contactId: row.contactId,
    contactName: mayDo(principal, 'contacts:read') ? contactName : null,
    channel,
    direction,
    occurredAt: row.occurredAt,
    subject: row.subject,
    body: row.body,
    metadata: JSON.parse(row.metadata) as InteractionMetadata,
    externalId: row.externalId,
    createdAt: row.createdAt,
  };
}

/** What a receipt tells of an interaction: every field that has a value, not the name of whom it was with. */
export function interactionContent(answer: InteractionAnswer): Record<string, Json> {
  const { contactId, channel, direction, occurredAt, subject, body, metadata, externalId } = answer;
  return {
    contactId,
    channel,
    direction,
    occurredAt,
    ...(subject === null ? {} : { subject }),
    ...(body === null ? {} : { body }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...(externalId === null ? {} : { externalId }),
  };
}
