import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import { findStorefront, type StorefrontRow } from './store.ts';

/** @throws `not_found` when the organisation has no such storefront. */
export async function requireStorefront(db: SqlReader, id: string): Promise<StorefrontRow> {
  const row = await findStorefront(db, id);
  if (row === undefined) throw fail('not_found');
  return row;
}
