import type { SqlWriter } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import type { TenantContext } from '../tenancy/context.ts';
import { type AddressRow, claimAddress, findAddress, reclaimAddress, releaseAddress } from './address-store.ts';
import { findStorefront } from './store.ts';

/** So long after its claim a storefront may still be on its way; nobody takes its address from it. */
const onItsWaySeconds = 60;

/**
 * Claims an address for a storefront that is about to be made. The control database decides between two who want the same.
 * A crash right afterwards leaves the claim without a storefront: the organisation itself can claim it again after a minute,
 * and the daily work of `storefronts.addresses` frees it for everybody.
 *
 * @throws `conflict` when it is taken, by whomever.
 */
export async function claimSlug(ctx: TenantContext, slug: string, storefrontId: string): Promise<void> {
  const claimedAt = ctx.now().toISOString();
  const left = await leftover(ctx, slug);
  await ctx.directory.write(
    { action: 'storefrontAddress.claimed', subject: storefrontId, detail: { slug } },
    async (tx: SqlWriter) => {
      const claimed =
        left === undefined
          ? await claimAddress(tx, { slug, orgId: ctx.org.id, storefrontId, claimedAt })
          : await reclaimAddress(tx, left, { storefrontId, claimedAt });
      if (!claimed) throw taken();
    },
  );
}

/** What the organisation claimed for a storefront that never came to be; undefined when the slug is free. */
async function leftover(ctx: TenantContext, slug: string): Promise<AddressRow | undefined> {
  const found = await findAddress(ctx.directory, slug);
  if (found === undefined) return undefined;
  const old = Date.parse(found.claimedAt) < ctx.now().getTime() - onItsWaySeconds * 1_000;
  const own = found.orgId === ctx.org.id && found.closedAt === null && old;
  if (!own || (await findStorefront(ctx.db, found.storefrontId)) !== undefined) throw taken();
  return found;
}

function taken() {
  return fail('conflict', { message: 'This address is taken. Choose another one.' });
}

/** Gives back what was claimed for a storefront that is not, so that anybody can have it. Does nothing where nothing is claimed. */
export async function releaseSlug(ctx: TenantContext, { id, slug }: { readonly id: string; readonly slug: string }) {
  await ctx.directory.write({ action: 'storefrontAddress.released', subject: id, detail: { slug } }, (tx: SqlWriter) =>
    releaseAddress(tx, ctx.org.id, id),
  );
}
