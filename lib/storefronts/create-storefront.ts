import { operation } from '../access/operation.ts';
import { canonicalJson, type Json } from '../ledger/canonical.ts';
import { fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { TenantContext } from '../tenancy/context.ts';
import { addressOf } from './address-of.ts';
import { countClosedAddresses } from './address-store.ts';
import { consentLike } from './banner-look.ts';
import { claimSlug, releaseSlug } from './claim-slug.ts';
import { newStorefrontContent } from './content.ts';
import { presentStorefront } from './present.ts';
import { CreateStorefront, Storefront } from './schema.ts';
import { countUnpublished, findStorefront, insertStorefront, type StorefrontRow } from './store.ts';

/** An address is taken from everybody else: nobody takes hundreds without showing a page there. */
export const unpublishedMax = 100;

/** An address that was public is nobody's for good: nobody uses up thousands by publishing and deleting. */
export const closedMax = 500;

/**
 * Makes a storefront that nobody sees yet. Afterwards its address is its own in the whole installation.
 * @throws `conflict` when the address is taken, `quota_reached` past {@link unpublishedMax} that are not published, or
 * {@link closedMax} that were public and deleted.
 */
export const createStorefront = operation({
  name: 'storefronts.create',
  title: 'Create a storefront',
  description: 'As a draft, at an address of its own. The address stays; the rest can be changed.',
  http: 'POST /storefronts',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general'],
  input: CreateStorefront,
  output: Storefront,
  writes: true,
  versioned: true,
  refuses: ['conflict', 'quota_reached'],
  status: 201,
  location: (storefront) => `/storefronts/${storefront.id}`,
  run: async (ctx, { name, slug, language, content }) => {
    await requireRoom(ctx.db);
    if ((await countClosedAddresses(ctx.directory, ctx.org.id)) >= closedMax) {
      throw fail('quota_reached', { message: `${closedMax} storefronts that were public have been deleted already.` });
    }
    const at = ctx.now().toISOString();
    const draft = content === undefined ? newStorefrontContent(name, language) : { ...content, name, language };
    const row: StorefrontRow = {
      ...{ id: newId('stf'), slug, state: 'draft', draft: canonicalJson(draft as unknown as Json) },
      ...{ published: null, publishedAt: null, consent: consentLike(draft.theme) },
      ...{ policy: null, version: 1, createdBy: ctx.actor, createdAt: at, updatedAt: at },
    };
    const url = await addressOf(ctx, row);
    await claimSlug(ctx, slug, row.id);
    try {
      return await ctx.writeAnswer(
        { action: 'storefront.created', subject: row.id, detail: { name, slug, language } },
        async (tx) => {
          await requireRoom(tx);
          await insertStorefront(tx, row);
          return presentStorefront(ctx, tx, row, url);
        },
        (answer) => answer,
      );
    } catch (error) {
      await giveBack(ctx, row);
      throw error;
    }
  },
});

/** A write whose outcome is not known may have been done: then the address has its storefront, and stays. */
async function giveBack(ctx: TenantContext, row: StorefrontRow): Promise<void> {
  try {
    if ((await findStorefront(ctx.db, row.id)) === undefined) await releaseSlug(ctx, row);
  } catch (error) {
    // The daily work frees it.
    ctx.services.log.warn({ err: error, orgId: ctx.org.id, slug: row.slug }, 'an address stays claimed for now');
  }
}

async function requireRoom(db: Parameters<typeof countUnpublished>[0]): Promise<void> {
  if ((await countUnpublished(db)) < unpublishedMax) return;
  throw fail('quota_reached', {
    message: `There are ${unpublishedMax} storefronts that are not published. Publish or delete some first.`,
  });
}
