import { auditOf, recordAuditIn } from '../access/audit.ts';
import { operation } from '../access/operation.ts';
import type { ReceiptDraft } from '../ledger/receipt.ts';
import { fail } from '../platform/errors.ts';
import { type DomainRow, findDomain, isTaken, saveDomainState } from './domain-store.ts';
import { judgeDomain, lookAtDomain } from './judge-domain.ts';
import { presentDomain } from './present-domain.ts';
import { StorefrontDomain, StorefrontDomainId } from './schema.ts';
import { settleMissing } from './settle-missing.ts';

/**
 * Looks at DNS now. Afterwards the host is verified and the storefront is served there, or the answer says what was found.
 * Two who say that a host is theirs can both have shown it; the first one keeps it until they lose it.
 * @throws `not_found`.
 */
export const verifyStorefrontDomain = operation({
  name: 'storefrontDomains.verify',
  title: 'Verify a domain of a storefront',
  description: 'Looks at DNS, for five seconds at most. The answer says what was found.',
  http: 'POST /storefronts/{id}/domains/{domainId}/verify',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general', 'storefrontDomains.verify'],
  input: StorefrontDomainId,
  output: StorefrontDomain,
  writes: true,
  run: async (ctx, { id: storefrontId, domainId }) => {
    const place = { orgId: ctx.org.id, storefrontId, id: domainId };
    const row = await findDomain(ctx.directory, place);
    if (row === undefined) throw fail('not_found');
    const sight = await lookAtDomain(ctx.services.textRecords, row);
    const { before, after } = await ctx.directory.write(
      ({ before, after }: Looked): ReceiptDraft => {
        const { host, problem } = after;
        const verified = before.verifiedAt === null && after.verifiedAt !== null;
        const action = verified ? 'storefrontDomain.verified' : 'storefrontDomain.checked';
        return { action, subject: domainId, detail: { storefrontId, host, problem } };
      },
      async (tx): Promise<Looked> => {
        const before = await findDomain(tx, place);
        if (before === undefined) throw fail('not_found');
        const now = ctx.now();
        const state = judgeDomain(before, { sight, taken: await isTaken(tx, before), now });
        await saveDomainState(tx, before, state, now.toISOString());
        const after = await findDomain(tx, place);
        if (after === undefined) throw fail('internal', { detail: 'a domain that was not saved' });
        const event = { ...auditOf(ctx), action: 'storefrontDomain.verify' } as const;
        const outcome = after.verifiedAt === null ? 'refused' : 'ok';
        const detail = { storefrontId, host: after.host, problem: after.problem };
        await recordAuditIn(tx, { ...event, outcome, detail });
        return { before, after };
      },
    );
    if (after.missingSince === null) await settleMissing(ctx.services, before);
    return presentDomain(after, ctx.services.origin);
  },
});

interface Looked {
  readonly before: DomainRow;
  readonly after: DomainRow;
}
