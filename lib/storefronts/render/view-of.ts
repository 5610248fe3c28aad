import type { PreviewedStorefrontOf, ShownStorefrontOf } from '../schema.ts';
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
  return {
    ...partsOf(shown),
    base,
    origin,
    form,
    imageBase: `${base}/images/`,
    ownDomain: base === '',
    preview: false,
  };
}

/** A draft, ready to be shown to its editors. Its pictures come by the API, which asks for a session. */
export function previewOf(
  previewed: PreviewedStorefrontOf,
  { origin, form }: Pick<Standing, 'origin' | 'form'>,
): StorefrontView {
  return {
    ...partsOf(previewed),
    ...{ origin, form },
    base: `/s/${previewed.slug}`,
    imageBase: `/api/v1/storefronts/${previewed.id}/images/`,
    ownDomain: false,
    preview: true,
  };
}

function partsOf(shown: PreviewedStorefrontOf) {
  const { content, slug, organization, organizationSlug, url, services, askAgainDays, keptDays, images } = shown;
  return {
    ...{ content, slug, url, services, askAgainDays, keptDays },
    organization: { name: organization, slug: organizationSlug },
    images: new Map(images.map((image) => [image.id, image])),
  };
}
