import { fileOutput, operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { findStorefront } from '../store.ts';
import { openImageBytes } from './image-objects.ts';
import { StorefrontImageId } from './schema.ts';
import { findImageRow } from './store.ts';
import { usedImages } from './used-images.ts';

/**
 * A picture of what a storefront has published, for the public door.
 * @throws `not_found` for every other: a picture of a draft is nobody's business. CLAIMS G7.
 */
export const showStorefrontImage = operation({
  name: 'storefrontImages.show',
  title: 'Show a picture to a visitor',
  permission: 'storefronts:read',
  feature: undefined,
  limits: [],
  input: StorefrontImageId,
  output: fileOutput,
  writes: false,
  run: async (ctx, { id, imageId }) => {
    const storefront = await findStorefront(ctx.db, id);
    if (storefront?.state !== 'published') throw fail('not_found');
    const used = await usedImages(ctx.db, id);
    const row = used.get(imageId) === 'published' ? await findImageRow(ctx.db, id, imageId) : undefined;
    if (row === undefined) throw fail('not_found');
    return {
      fileName: row.id,
      contentType: row.contentType,
      bytes: row.bytes,
      stream: await openImageBytes(ctx.objects, row),
    };
  },
});
