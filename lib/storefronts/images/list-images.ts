import { operation } from '../../access/operation.ts';
import { presentImage } from './present.ts';
import { ListStorefrontImages, StorefrontImages } from './schema.ts';
import { listImageRows } from './store.ts';
import { usedImages } from './used-images.ts';

export const listStorefrontImages = operation({
  name: 'storefrontImages.list',
  title: 'List the pictures of a storefront',
  description: 'All of them, the newest first.',
  http: 'GET /storefronts/{id}/images',
  permission: 'storefronts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListStorefrontImages,
  output: StorefrontImages,
  writes: false,
  run: async (ctx, { id }) => {
    const used = await usedImages(ctx.db, id);
    const rows = await listImageRows(ctx.db, id);
    return { data: rows.map((row) => presentImage(row, used.get(row.id) ?? null)) };
  },
});
