import type { ReceiptDraft } from '../ledger/receipt.ts';
import type { TenantContext } from '../tenancy/context.ts';
import { closeAddress, releaseAddress } from './address-store.ts';
import { type DomainRow, domainsOfStorefront, removeDomain } from './domain-store.ts';
import { settleMissing } from './settle-missing.ts';

/**
 * Brings the directory of the installation up to a storefront that is not any more: its domains lead nowhere, and its address
 * is closed, or free where it never was public. Can be done again.
 */
export async function settleDeleted(
  ctx: TenantContext,
  { id, slug, wasPublished }: { readonly id: string; readonly slug: string; readonly wasPublished: boolean },
): Promise<void> {
  const action = wasPublished ? 'storefrontAddress.closed' : 'storefrontAddress.released';
  const gone = await ctx.directory.write(
    (hosts: readonly DomainRow[]): readonly ReceiptDraft[] => [
      { action, subject: id, detail: { slug } },
      ...hosts.map((domain) => ({
        action: 'storefrontDomain.removed',
        subject: domain.id,
        detail: { storefrontId: id, host: domain.host },
      })),
    ],
    async (tx) => {
      const domains = await domainsOfStorefront(tx, ctx.org.id, id);
      for (const domain of domains) await removeDomain(tx, ctx.org.id, domain.id);
      if (wasPublished) await closeAddress(tx, ctx.org.id, id, ctx.now().toISOString());
      else await releaseAddress(tx, ctx.org.id, id);
      return domains;
    },
  );
  for (const domain of gone) await settleMissing(ctx.services, domain);
}
