import type { SqlReader } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import { imagesOf, readContent } from '../read-content.ts';
import { findStorefront } from '../store.ts';
import type { StorefrontImageOf } from './schema.ts';

/**
 * Where pictures of a storefront are shown: what visitors see counts before what is being edited.
 * @throws `not_found` when there is no such storefront.
 */
export async function usedImages(
  db: SqlReader,
  storefrontId: string,
): Promise<ReadonlyMap<string, NonNullable<StorefrontImageOf['used']>>> {
  const row = await findStorefront(db, storefrontId);
  if (row === undefined) throw fail('not_found');
  const used = new Map<string, NonNullable<StorefrontImageOf['used']>>();
  for (const id of imagesOf(readContent(row.draft))) used.set(id, 'draft');
  // What was taken down is shown to nobody: publishing again shows the draft.
  if (row.state !== 'published' || row.published === null) return used;
  for (const id of imagesOf(readContent(row.published))) used.set(id, 'published');
  return used;
}
