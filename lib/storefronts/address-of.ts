import type { TenantContext } from '../tenancy/context.ts';

/**
 * Where visitors find a storefront: at its own domain, the one that was verified first, else below our origin. It is the
 * same whether it is published or not.
 */
export async function addressOf(
  ctx: Pick<TenantContext, 'org' | 'directory' | 'services'>,
  { id, slug }: { readonly id: string; readonly slug: string },
): Promise<string> {
  const domain = await ctx.directory.get<{ host: string }>(
    `SELECT host FROM StorefrontDomain WHERE orgId = ? AND storefrontId = ? AND verifiedHost IS NOT NULL
      ORDER BY verifiedAt, id LIMIT 1`,
    [ctx.org.id, id],
  );
  return domain === undefined ? `${ctx.services.origin}/s/${slug}` : `https://${domain.host}/`;
}
