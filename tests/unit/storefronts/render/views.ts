import { newStorefrontContent, type StorefrontContentOf } from '#lib/storefronts/content.ts';
import type { StorefrontView } from '#lib/storefronts/render/view.ts';

/** A page whose content is this. */
export function viewWith(
  content: Partial<StorefrontContentOf> = {},
  more: Partial<StorefrontView> = {},
): StorefrontView {
  return {
    content: { ...newStorefrontContent('Shop', 'en'), ...content },
    slug: 'shop',
    organization: { name: 'Acme', slug: 'acme' },
    base: '/s/shop',
    imageBase: '/s/shop/images/',
    origin: 'https://holdfast.example',
    url: 'https://holdfast.example/s/shop',
    images: new Map(),
    services: [],
    askAgainDays: 180,
    keptDays: { messages: 730, choices: 1_095 },
    ownDomain: false,
    form: null,
    preview: false,
    ...more,
  };
}
