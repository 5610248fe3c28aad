import { operation } from '../access/operation.ts';
import { addressOf } from './address-of.ts';
import { presentStorefront } from './present.ts';
import { requireStorefront } from './require-storefront.ts';
import { Storefront, StorefrontId } from './schema.ts';

export const readStorefront = operation({
  name: 'storefronts.read',
  title: 'Read a storefront',
  description: 'The draft, what is published, and what keeps the draft from being published.',
  http: 'GET /storefronts/{id}',
  permission: 'storefronts:read',
  feature: undefined,
  limits: ['api.general'],
  input: StorefrontId,
  output: Storefront,
  writes: false,
  versioned: true,
  run: async (ctx, { id }) => {
    const row = await requireStorefront(ctx.db, id);
    return presentStorefront(ctx, ctx.db, row, await addressOf(ctx, row));
  },
});
