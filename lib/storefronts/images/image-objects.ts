import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { OrganizationObjects } from '../../platform/storage/object-store.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import type { ImageRow } from './store.ts';

/** Below it are the bytes of pictures: see lib/privacy/places. */
export const imageObjects = 'storefronts/';

/** A name of its own for each content. */
export function newImageObject(): string {
  return `${imageObjects}${newId('img')}`;
}

/**
 * A picture's bytes. Reading them fails when they were changed or cut off.
 * @throws `not_found` when they are not there (any more); `storage_unavailable`.
 */
export async function openImageBytes(
  objects: OrganizationObjects,
  { object }: Pick<ImageRow, 'object'>,
): Promise<ReadableStream<Uint8Array>> {
  const stream = await objects.get(object);
  if (stream === null) throw fail('not_found', { detail: `the object ${object} is missing` });
  return stream;
}

/**
 * Removes the bytes of pictures whose rows are gone, after the write that removed them. One that cannot be removed now is
 * without a row and goes with the next sweep: the caller's change is done, and they hear so.
 */
export async function removeImageObjects(ctx: TenantContext, objects: readonly string[]): Promise<void> {
  for (const object of objects) {
    try {
      await ctx.objects.remove(object);
    } catch (error) {
      ctx.services.log.warn(
        { err: error, orgId: ctx.org.id, object },
        'an object without a picture is left to the sweep',
      );
    }
  }
}
