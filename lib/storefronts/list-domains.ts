import { operation } from '../access/operation.ts';
import { domainsOfStorefront } from './domain-store.ts';
import { presentDomain } from './present-domain.ts';
import { requireStorefront } from './require-storefront.ts';
import { StorefrontDomains, StorefrontId } from './schema.ts';

/** Oldest first, all of them. */
export const listStorefrontDomains = operation({
  name: 'storefrontDomains.list',
  title: 'List the domains of a storefront',
  description: 'How each stands, and which record of DNS shows that it is yours.',
  http: 'GET /storefronts/{id}/domains',
  permission: 'storefronts:read',
  feature: undefined,
  limits: ['api.general'],
  input: StorefrontId,
  output: StorefrontDomains,
  writes: false,
  run: async (ctx, { id }) => {
    await requireStorefront(ctx.db, id);
    const rows = await domainsOfStorefront(ctx.directory, ctx.org.id, id);
    return { data: rows.map((row) => presentDomain(row, ctx.services.origin)) };
  },
});
