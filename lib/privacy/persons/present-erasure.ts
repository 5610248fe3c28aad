import type { SqlReader } from '../../platform/db/types.ts';
import { countErased, type ErasureRow } from './erasure-store.ts';
import type { PersonErasureAnswer } from './schema.ts';

/** An erasure as it leaves: opaque ids and counts. */
export async function presentErasure(db: SqlReader, row: ErasureRow): Promise<PersonErasureAnswer> {
  const { id, kind, subject, state, requestId, createdBy, createdAt, finishedAt } = row;
  const counts =
    state === 'done' ? (JSON.parse(row.counts) as Record<string, number>) : { ...(await countErased(db, id)) };
  return { id, kind, subject, state, counts, requestId, createdBy, createdAt, finishedAt };
}
