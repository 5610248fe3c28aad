import type { TenantContext } from '../tenancy/context.ts';

type Asking = Pick<TenantContext, 'org' | 'directory' | 'services'>;
type Storefront = { readonly id: string; readonly slug: string };

/**
 * Where visitors find each of these storefronts: at its own domain, the one that was verified first, else below our origin.
 * It is the same whether it is published or not.
 */
export async function addressesOf(ctx: Asking, rows: readonly Storefront[]): Promise<ReadonlyMap<string, string>> {
  const domains = await ctx.directory.all<{ storefrontId: string; host: string }>(
    `SELECT storefrontId, host FROM StorefrontDomain
      WHERE orgId = ? AND storefrontId IN (SELECT value FROM json_each(?)) AND verifiedHost IS NOT NULL
      ORDER BY verifiedAt DESC, id DESC`,
    [ctx.org.id, JSON.stringify(rows.map(({ id }) => id))],
  );
  // The last one of the same storefront stays in the map.
  const own = new Map(domains.map(({ storefrontId, host }) => [storefrontId, `https://${host}/`]));
  return new Map(rows.map(({ id, slug }) => [id, own.get(id) ?? `${ctx.services.origin}/s/${slug}`]));
}

export async function addressOf(ctx: Asking, row: Storefront): Promise<string> {
  const found = await addressesOf(ctx, [row]);
  return found.get(row.id) ?? `${ctx.services.origin}/s/${row.slug}`;
}
