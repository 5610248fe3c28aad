import { operation } from '../../access/operation.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { findStorefront } from '../store.ts';
import { newImageObject, removeImageObjects } from './image-objects.ts';
import { imageDetail, presentImage } from './present.ts';
import { redrawImage } from './redraw-image.ts';
import { imageBytesMax, imagesMax, StorefrontImage, UploadStorefrontImage } from './schema.ts';
import { countImages, type ImageRow, insertImageRow, listImageObjects } from './store.ts';

export const uploadStorefrontImage = operation({
  name: 'storefrontImages.upload',
  title: 'Upload a picture for a storefront',
  description:
    'The body is a PNG, JPEG, WebP or AVIF picture of at most 5 MB and 40 megapixels. It is drawn anew, upright and at most 2,400 pixels a side: where it was taken and with what, and everything else that is no pixel, is not kept. Visitors can see it once it is part of what is published.',
  http: 'POST /storefronts/{id}/images',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general', 'storefrontImages.upload'],
  input: UploadStorefrontImage,
  output: StorefrontImage,
  writes: true,
  refuses: ['quota_reached', 'storage_unavailable'],
  status: 201,
  location: ({ storefrontId, id }) => `/storefronts/${storefrontId}/images/${id}`,
  body: 'stream',
  bodyBytesMax: imageBytesMax,
  run: async (ctx, { id: storefrontId }) => {
    // What would be refused is refused before its bytes are taken.
    await requireRoom(ctx.db, storefrontId);
    const given = await collected(ctx.request.body);
    const drawn = await redrawImage(given);
    const object = newImageObject();
    const { bytes, sha256 } = await ctx.objects.put(object, once(drawn.bytes));
    const { contentType, width, height } = drawn;
    const row: ImageRow = {
      ...{ id: newId('img'), storefrontId, object, contentType, bytes, width, height, sha256 },
      createdAt: ctx.now().toISOString(),
    };
    try {
      await ctx.write({ action: 'storefrontImage.uploaded', subject: row.id, detail: imageDetail(row) }, async (tx) => {
        await requireRoom(tx, storefrontId);
        await insertImageRow(tx, row);
      });
    } catch (error) {
      // A write whose outcome is not known may have been done: then the object has a picture, and stays.
      const known = await listImageObjects(ctx.db, [object]);
      if (!known.has(object)) await removeImageObjects(ctx, [object]);
      throw error;
    }
    return presentImage(row, null);
  },
});

/** @throws `not_found` when there is no such storefront; `quota_reached` when it has as many pictures as it may have. */
async function requireRoom(db: SqlReader, storefrontId: string): Promise<void> {
  if ((await findStorefront(db, storefrontId)) === undefined) throw fail('not_found');
  if ((await countImages(db, storefrontId)) >= imagesMax) {
    throw fail('quota_reached', { message: `There are ${imagesMax} pictures. Delete some first.` });
  }
}

/** The whole body, which the door holds to {@link imageBytesMax}: a picture can only be drawn once it is all there. */
async function collected(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  if (body === null) {
    throw fail('invalid_input', { problems: [{ path: 'file', message: 'Send a picture as the body.' }] });
  }
  const chunks: Uint8Array[] = [];
  // Web streams are async iterables in Node; the DOM types do not say so.
  for await (const chunk of body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
