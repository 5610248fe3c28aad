import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { OrganizationObjects } from '../platform/storage/object-store.ts';
import type { TenantContext } from '../tenancy/context.ts';
import { contentTypes } from './content-type.ts';
import { isKeptName } from './file-name.ts';
import { type FileRow, listObjectsOf } from './store.ts';

/*
 * Files as other domains meet them: what goes with a contact or a deal, and what leaves and enters an organisation.
 */

/** Below it are the bytes of files. */
export const fileObjects = 'files/';

/** A name of its own for each content: a file that is taken in again never meets what is left of an earlier one. */
export function newFileObject(): string {
  return `${fileObjects}${newId('fil')}`;
}

/**
 * A file's bytes. Reading them fails when they were changed or cut off.
 * @throws `not_found` when they are not there (any more); `storage_unavailable`.
 */
export async function openFileBytes(
  objects: OrganizationObjects,
  file: Pick<FileRow, 'object'>,
): Promise<ReadableStream<Uint8Array>> {
  const stream = await objects.get(file.object);
  if (stream === null) throw fail('not_found', { detail: `the object ${file.object} is missing` });
  return stream;
}

/** Whether a file could be kept under this name. */
export function isFileName(name: string): boolean {
  return isKeptName(name);
}

/** Whether an upload could have been kept with this type: it is one of a closed list, and none that a browser runs. */
export function isFileType(contentType: string): boolean {
  return contentTypes.has(contentType);
}

/**
 * The objects of the files that go with a contact or a deal: asked inside the write that removes it (its rows cascade),
 * and given to {@link removeObjects} once that is committed.
 */
export function objectsOf(
  db: SqlReader,
  of: { readonly contactId: string } | { readonly dealId: string },
): Promise<string[]> {
  return listObjectsOf(db, of);
}

/**
 * Removes objects whose rows are gone, after the write that removed them. One that cannot be removed now is without a row
 * and goes with the next sweep: the caller's change is done, and they hear so.
 */
export async function removeObjects(ctx: TenantContext, objects: readonly string[]): Promise<void> {
  for (const object of objects) {
    try {
      await ctx.objects.remove(object);
    } catch (error) {
      ctx.services.log.warn({ err: error, orgId: ctx.org.id, object }, 'an object without a file is left to the sweep');
    }
  }
}
