import { operation } from '../access/operation.ts';
import { readPolicy, readStoredConsent } from '../consent/policy.ts';
import type { StoredConsentOf } from '../consent/schema.ts';
import { fail } from '../platform/errors.ts';
import { remembered } from '../platform/remembered.ts';
import { keptOfVisitors } from '../privacy/retention/kept-of-visitors.ts';
import { addressOf } from './address-of.ts';
import type { StorefrontContentOf } from './content.ts';
import { imagesOf, readContent } from './read-content.ts';
import { ShownStorefront, ShowStorefront } from './schema.ts';
import { findImageFacts, findStorefront } from './store.ts';

/** Pages that are asked for again and again are read once. */
const rememberedMax = 500;
const contentOf = remembered<StorefrontContentOf>(rememberedMax);
const consentOf = remembered<StoredConsentOf>(rememberedMax);

/**
 * What the page of a published storefront is made of. For the public door. CLAIMS G7: it names nobody of the organisation.
 * @throws `not_found` unless it is published; `internal` when what visitors are asked is not what its hash names.
 */
export const showStorefront = operation({
  name: 'storefronts.show',
  title: 'Show a storefront to a visitor',
  permission: 'storefronts:read',
  feature: undefined,
  limits: [],
  input: ShowStorefront,
  output: ShownStorefront,
  writes: false,
  run: async (ctx, { storefrontId }) => {
    const row = await findStorefront(ctx.db, storefrontId);
    if (row?.state !== 'published' || row.published === null || row.publishedAt === null) throw fail('not_found');
    const policy = row.policy === null ? undefined : await readPolicy(ctx.db, row.id, row.policy);
    if (row.policy === null || policy === undefined) {
      throw fail('internal', { detail: `storefront ${row.id} is published without a policy` });
    }
    const { published: settings } = consentOf(row.consent, readStoredConsent);
    if (settings === null) throw fail('internal', { detail: `storefront ${row.id} asks by no settings` });
    const content = contentOf(row.published, readContent);
    return {
      id: row.id,
      slug: row.slug,
      organization: ctx.org.name,
      organizationSlug: ctx.org.slug,
      url: await addressOf(ctx, row),
      content,
      publishedAt: row.publishedAt,
      version: row.version,
      policy: row.policy,
      categories: [...policy.snapshot.categories],
      services: [...policy.snapshot.services],
      askAgainDays: settings.askAgainDays,
      keptDays: await keptOfVisitors(ctx.db),
      images: await findImageFacts(ctx.db, row.id, imagesOf(content)),
    };
  },
});
