import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import type { Turn } from '../platform/jobs/schedule.ts';
import type { Runtime } from '../runtime.ts';
import type { TenantContext } from '../tenancy/context.ts';
import { claimAddress, openAddresses } from './address-store.ts';
import { settleDeleted } from './settle-deleted.ts';
import { findStorefront, listSlugs, wasPublished } from './store.ts';

/** A storefront is made, and unmade, in two databases one after the other; nobody needs longer than this in between. */
const settledAfterSeconds = 3_600;

/**
 * Finishes what a crash left between the directory and the organisation's database: an address that was claimed for a
 * storefront that never came to be, or whose storefront is gone, is given back, or closed where it was public; one that a
 * restored storefront lost is claimed again while it is free.
 */
export const settleAddresses = operation({
  name: 'storefronts.settleAddresses',
  title: 'Finish what a crash left of addresses',
  permission: 'storefronts:write',
  feature: undefined,
  limits: [],
  input: z.strictObject({ id: z.string().min(1).max(64).describe('The id of the organisation itself') }),
  output: z.strictObject({ done: z.boolean() }),
  writes: true,
  refuses: ['not_found'],
  run: async (ctx, { id }) => {
    if (id !== ctx.org.id) throw fail('not_found');
    const before = new Date(ctx.now().getTime() - settledAfterSeconds * 1_000).toISOString();
    for (const { slug, storefrontId } of await openAddresses(ctx.directory, ctx.org.id, before)) {
      if ((await findStorefront(ctx.db, storefrontId)) !== undefined) continue;
      await settleDeleted(ctx, {
        id: storefrontId,
        slug,
        wasPublished: await wasPublished(ctx.db, storefrontId),
      });
    }
    await claimMissing(ctx, before);
    return { done: true };
  },
});

async function claimMissing(ctx: TenantContext, before: string): Promise<void> {
  const rows = await listSlugs(ctx.db, before);
  const claimed = await ctx.directory.all<{ storefrontId: string }>(
    'SELECT storefrontId FROM StorefrontAddress WHERE orgId = ?',
    [ctx.org.id],
  );
  const there = new Set(claimed.map(({ storefrontId }) => storefrontId));
  for (const { id, slug } of rows) {
    if (there.has(id)) continue;
    const row = { slug, orgId: ctx.org.id, storefrontId: id, claimedAt: ctx.now().toISOString() };
    const taken = await ctx.directory.get('SELECT 1 AS one FROM StorefrontAddress WHERE slug = ?', [slug]);
    if (taken !== undefined) {
      ctx.services.log.warn({ orgId: ctx.org.id, storefront: id, slug }, 'a storefront whose address is taken');
      continue;
    }
    await ctx.directory.write({ action: 'storefrontAddress.claimed', subject: id, detail: { slug } }, (tx) =>
      claimAddress(tx, row),
    );
  }
}

/** Asks for it in each organisation that has an address; two jobs run at a time. For the calendar. */
export async function askToSettleAddresses(rt: Pick<Runtime, 'tenancy' | 'jobs'>, { signal }: Turn): Promise<void> {
  const rows = await rt.tenancy.control.all<{ orgId: string }>(
    `SELECT DISTINCT a.orgId FROM StorefrontAddress a JOIN Organization o ON o.id = a.orgId
      WHERE o.status = 'active' ORDER BY a.orgId`,
  );
  for (const { orgId } of rows) {
    if (signal.aborted) return;
    await rt.jobs.enqueue({ kind: 'storefronts.settleAddresses', orgId, subject: orgId, actor: 'system' });
  }
}
