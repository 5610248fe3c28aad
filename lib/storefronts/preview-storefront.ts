import { operation } from '../access/operation.ts';
import { readStoredConsent } from '../consent/policy.ts';
import { fail } from '../platform/errors.ts';
import { keptOfVisitors } from '../privacy/retention/kept-of-visitors.ts';
import { addressOf } from './address-of.ts';
import { imagesOf, readContent } from './read-content.ts';
import { requireStorefront } from './require-storefront.ts';
import { PreviewedStorefront, PreviewStorefront } from './schema.ts';
import { findImageFacts } from './store.ts';

/** What the page of a draft is made of, for its editors: with the consent settings as they are being edited. */
export const previewStorefront = operation({
  name: 'storefronts.preview',
  title: 'Preview a storefront',
  permission: 'storefronts:read',
  feature: undefined,
  limits: ['api.general'],
  input: PreviewStorefront,
  output: PreviewedStorefront,
  writes: false,
  run: async (ctx, { id, of, content: given }) => {
    const row = await requireStorefront(ctx.db, id);
    const kept = of === 'published' ? row.published : row.draft;
    if (kept === null) throw fail('not_found');
    const content = given ?? readContent(kept);
    const settings = readStoredConsent(row.consent);
    const { services, askAgainDays } = of === 'published' ? (settings.published ?? settings.draft) : settings.draft;
    return {
      ...{ id: row.id, slug: row.slug, content, services, askAgainDays },
      organization: ctx.org.name,
      organizationSlug: ctx.org.slug,
      url: await addressOf(ctx, row),
      keptDays: await keptOfVisitors(ctx.db),
      images: await findImageFacts(ctx.db, row.id, imagesOf(content)),
    };
  },
});
