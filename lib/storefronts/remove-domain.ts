import { z } from 'zod';
import { auditOf, recordAuditIn } from '../access/audit.ts';
import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { findDomain, removeDomain } from './domain-store.ts';
import { StorefrontDomainId } from './schema.ts';
import { settleMissing } from './settle-missing.ts';

/** Afterwards nothing is served there, from the next request on, and another storefront can have the host. @throws `not_found` */
export const removeStorefrontDomain = operation({
  name: 'storefrontDomains.remove',
  title: 'Remove a domain from a storefront',
  http: 'DELETE /storefronts/{id}/domains/{domainId}',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general'],
  input: StorefrontDomainId,
  output: z.void(),
  writes: true,
  status: 204,
  run: async (ctx, { id: storefrontId, domainId }) => {
    const row = await findDomain(ctx.directory, { orgId: ctx.org.id, storefrontId, id: domainId });
    if (row === undefined) throw fail('not_found');
    const detail = { storefrontId, host: row.host };
    await ctx.directory.write({ action: 'storefrontDomain.removed', subject: domainId, detail }, async (tx) => {
      if (!(await removeDomain(tx, ctx.org.id, domainId))) throw fail('not_found');
      const event = { ...auditOf(ctx), action: 'storefrontDomain.remove', outcome: 'ok' } as const;
      await recordAuditIn(tx, { ...event, detail });
    });
    await settleMissing(ctx.services, row);
  },
});
