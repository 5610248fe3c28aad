import type { Json } from '../ledger/canonical.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import { newId } from '../platform/ids.ts';
import type { InteractionMetadata, interactionChannels, interactionDirections } from './schema.ts';
import { findByExternalIds, type InteractionRow, insertInteractions } from './store.ts';

/** An exchange that this product itself was there for. */
export interface NewInteraction {
  readonly contactId: string;
  readonly channel: (typeof interactionChannels)[number];
  readonly direction: (typeof interactionDirections)[number];
  readonly subject: string | null;
  readonly body: string | null;
  readonly metadata: InteractionMetadata;
  readonly externalId: string;
}

/**
 * Adds an interaction inside a write. It leaves no receipt of its own: the caller's has to tell `detail`, which is what
 * receipts of interactions tell.
 */
export async function addInteraction(
  tx: SqlWriter,
  { metadata, ...said }: NewInteraction,
  at: string,
): Promise<{ readonly id: string; readonly detail: Readonly<Record<string, Json>> }> {
  const row: InteractionRow = {
    ...{ id: newId('int'), ...said, occurredAt: at, metadata: canonicalJson(metadata), createdAt: at },
  };
  await insertInteractions(tx, [row]);
  const { subject, body, ...rest } = said;
  return {
    id: row.id,
    detail: {
      ...{ ...rest, occurredAt: at, metadata },
      ...(subject === null ? {} : { subject }),
      ...(body === null ? {} : { body }),
    },
  };
}

/** Whether something is stored under this external id. */
export async function hasExternalId(db: SqlReader, externalId: string): Promise<boolean> {
  return (await findByExternalIds(db, [externalId])).has(externalId);
}
