import type { StorefrontPlace } from '../consent/storefront-at.ts';
import { asVisitor } from './as-visitor.ts';
import type { ShownStorefrontOf } from './schema.ts';
import { showStorefront } from './show-storefront.ts';

/**
 * What the page of the storefront at this place is made of, as it is published now.
 * @throws `not_found`, the same for one that is not published, was deleted, or whose organisation cannot be used.
 */
export function publishedStorefront(place: StorefrontPlace, requestId?: string): Promise<ShownStorefrontOf> {
  return asVisitor(
    place,
    showStorefront,
    { storefrontId: place.storefrontId },
    { body: null, ...(requestId === undefined ? {} : { requestId }) },
  );
}
