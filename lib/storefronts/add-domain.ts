import { randomBytes } from 'node:crypto';
import { auditOf, recordAuditIn } from '../access/audit.ts';
import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { type DomainRow, domainsOfStorefront, insertDomain } from './domain-store.ts';
import { hostsOverlap } from './host-name.ts';
import { presentDomain } from './present-domain.ts';
import { requireStorefront } from './require-storefront.ts';
import { AddStorefrontDomain, domainsMax, StorefrontDomain } from './schema.ts';

/**
 * Says that a host is the organisation's own. Nothing is served there until DNS has shown it. Whether somebody else says or
 * has shown the same is not told: that stands in DNS, for whoever can write there.
 *
 * @throws `not_found`; `invalid_input` for a host of ours, or above or below it; `conflict` when the storefront has it;
 * `quota_reached` past {@link domainsMax}.
 */
export const addStorefrontDomain = operation({
  name: 'storefrontDomains.add',
  title: 'Add a domain to a storefront',
  description:
    'The answer says which TXT record shows in DNS that the host is yours. Once that is verified, the storefront is served there.',
  http: 'POST /storefronts/{id}/domains',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general'],
  input: AddStorefrontDomain,
  output: StorefrontDomain,
  writes: true,
  refuses: ['conflict', 'quota_reached'],
  status: 201,
  run: async (ctx, { id: storefrontId, host }) => {
    const { origin } = ctx.services;
    if (hostsOverlap(host, new URL(origin).hostname)) {
      const message = 'That is a host of this installation, or stands above or below it';
      throw fail('invalid_input', { problems: [{ path: 'host', message }] });
    }
    await requireStorefront(ctx.db, storefrontId);
    const row: DomainRow = {
      ...{ id: newId('dom'), host, verifiedHost: null, orgId: ctx.org.id, storefrontId },
      ...{ token: `holdfast-domain=${randomBytes(20).toString('hex')}`, createdAt: ctx.now().toISOString() },
      ...{ checkedAt: null, verifiedAt: null, missingSince: null, problem: null },
    };
    await ctx.directory.write(
      { action: 'storefrontDomain.added', subject: row.id, detail: { storefrontId, host } },
      async (tx) => {
        const there = await domainsOfStorefront(tx, ctx.org.id, storefrontId);
        if (there.some((domain) => domain.host === host)) {
          throw fail('conflict', { message: `The storefront has ${host} already.` });
        }
        if (there.length >= domainsMax) {
          throw fail('quota_reached', { message: `A storefront can have ${domainsMax} domains. Remove one first.` });
        }
        await insertDomain(tx, row);
        const event = { ...auditOf(ctx), action: 'storefrontDomain.add', outcome: 'ok' } as const;
        await recordAuditIn(tx, { ...event, detail: { storefrontId, host } });
      },
    );
    return presentDomain(row, origin);
  },
});
