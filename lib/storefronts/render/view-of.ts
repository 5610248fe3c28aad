import type { ShownStorefrontOf } from '../schema.ts';
import type { ContactFormHtml, StorefrontView } from './view.ts';

interface Standing {
  /** What the page's own links begin with: `/s/<slug>`, or nothing on a domain of its own. */
  readonly base: string;
  /** Of the installation. */
  readonly origin: string;
  readonly form: ContactFormHtml | null;
}

/** A published storefront, ready to be shown where it stands. */
export function viewOf(shown: ShownStorefrontOf, { base, origin, form }: Standing): StorefrontView {
  const { content, slug, organization, organizationSlug, url, services, askAgainDays, keptDays, images } = shown;
  return {
    ...{ content, slug, base, origin, url, services, askAgainDays, keptDays, form },
    organization: { name: organization, slug: organizationSlug },
    imageBase: `${base}/images/`,
    images: new Map(images.map((image) => [image.id, image])),
    ownDomain: base === '',
    preview: false,
  };
}
