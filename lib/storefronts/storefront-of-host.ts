import type { StorefrontPlace } from '../consent/storefront-at.ts';
import type { Runtime } from '../runtime.ts';
import { hostName } from './host-name.ts';

/** What a host leads to: a storefront, or one that it led to until its record was gone. */
export type HostOfStorefront =
  | { readonly kind: 'storefront'; readonly host: string; readonly place: StorefrontPlace }
  | { readonly kind: 'lost' };

interface DomainRow extends StorefrontPlace {
  readonly verified: number;
  readonly usable: number;
}

/**
 * The storefront that a request's `Host` names: a domain that DNS has shown to be an organisation's. Letters of either case,
 * a dot at the end and a port make no other host of it. What was found is remembered until the control database changes, so
 * that what was verified, removed or shut counts from the next request on; names that nobody verified are looked up by index.
 *
 * @returns null for every host that is none of a storefront's, our own among them; `lost` for one that was and whose record
 * is gone, or whose organisation cannot be used: nothing else of ours is to be served there.
 */
export async function storefrontOfHost(
  { tenancy, origin }: Pick<Runtime, 'tenancy' | 'origin'>,
  header: string | undefined,
): Promise<HostOfStorefront | null> {
  const host = hostName((header ?? '').replace(/:\d{1,5}$/, ''));
  if (host === null || host === new URL(origin).hostname) return null;
  const { control } = tenancy;
  const row = await control.remember(`storefront host ${host}`, () =>
    control.get<DomainRow>(
      `SELECT d.orgId, d.storefrontId, a.slug, d.verifiedHost IS NOT NULL AS verified,
              o.status = 'active' AND p.state <> 'quarantined' AS usable
         FROM StorefrontDomain d JOIN StorefrontAddress a ON a.storefrontId = d.storefrontId
         JOIN Organization o ON o.id = d.orgId JOIN Placement p ON p.orgId = o.id
        WHERE d.host = ? AND (d.verifiedHost IS NOT NULL OR d.missingSince IS NOT NULL)
        ORDER BY d.verifiedHost IS NULL LIMIT 1`,
      [host],
    ),
  );
  if (row === undefined) return null;
  if (row.verified !== 1 || row.usable !== 1) return { kind: 'lost' };
  return { kind: 'storefront', host, place: { orgId: row.orgId, storefrontId: row.storefrontId, slug: row.slug } };
}
