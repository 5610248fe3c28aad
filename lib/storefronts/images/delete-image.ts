import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { removeImageObjects } from './image-objects.ts';
import { imageDetail } from './present.ts';
import { StorefrontImageId } from './schema.ts';
import { findImageRow, type ImageRow, removeImageRow } from './store.ts';
import { usedImages } from './used-images.ts';

export const deleteStorefrontImage = operation({
  name: 'storefrontImages.delete',
  title: 'Delete a picture of a storefront',
  description: 'Its bytes go with it. One that the draft or what is published shows is refused.',
  http: 'DELETE /storefronts/{id}/images/{imageId}',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general'],
  input: StorefrontImageId,
  output: z.null(),
  writes: true,
  refuses: ['conflict'],
  status: 204,
  run: async (ctx, { id, imageId }) => {
    const { object } = await ctx.write(
      (row: ImageRow) => ({ action: 'storefrontImage.deleted', subject: imageId, detail: imageDetail(row) }),
      async (tx) => {
        const row = await findImageRow(tx, id, imageId);
        if (row === undefined) throw fail('not_found');
        const used = (await usedImages(tx, id)).get(imageId);
        if (used === 'published') throw fail('conflict', { message: 'What is published shows it.' });
        if (used === 'draft') throw fail('conflict', { message: 'The draft shows it.' });
        await removeImageRow(tx, imageId);
        return row;
      },
    );
    await removeImageObjects(ctx, [object]);
    return null;
  },
});
