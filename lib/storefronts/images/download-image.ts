import { fileOutput, operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { openImageBytes } from './image-objects.ts';
import { StorefrontImageId } from './schema.ts';
import { findImageRow } from './store.ts';

export const downloadStorefrontImage = operation({
  name: 'storefrontImages.download',
  title: 'Download a picture of a storefront',
  description: 'As it is kept and shown, whether it is published or not.',
  http: 'GET /storefronts/{id}/images/{imageId}',
  permission: 'storefronts:read',
  feature: undefined,
  limits: ['api.general'],
  input: StorefrontImageId,
  output: fileOutput,
  writes: false,
  refuses: ['storage_unavailable'],
  run: async (ctx, { id, imageId }) => {
    const row = await findImageRow(ctx.db, id, imageId);
    if (row === undefined) throw fail('not_found');
    const ending = row.contentType.slice(row.contentType.indexOf('/') + 1);
    return {
      fileName: `${row.id}.${ending}`,
      contentType: row.contentType,
      bytes: row.bytes,
      stream: await openImageBytes(ctx.objects, row),
    };
  },
});
