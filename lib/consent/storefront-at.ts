import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import type { Runtime } from '../runtime.ts';

export interface StorefrontPlace {
  readonly orgId: string;
  readonly storefrontId: string;
  readonly slug: string;
}

/** Where the storefront of that address is kept; undefined for none, and for one whose organisation cannot be used now. */
export function findStorefrontAt(control: SqlReader, slug: string): Promise<StorefrontPlace | undefined> {
  return control.get<StorefrontPlace>(
    `SELECT a.orgId, a.storefrontId, a.slug FROM StorefrontAddress a
       JOIN Organization o ON o.id = a.orgId JOIN Placement p ON p.orgId = o.id
      WHERE a.slug = ? AND o.status = 'active' AND p.state <> 'quarantined'`,
    [slug],
  );
}

/**
 * Where the storefront of that address is kept. Drafts have an address too.
 * @throws `not_found`, the same for one that never was and for one whose organisation cannot be used now.
 */
export async function storefrontAt(control: SqlReader, slug: string): Promise<StorefrontPlace> {
  const found = await findStorefrontAt(control, slug);
  if (found === undefined) throw fail('not_found');
  return found;
}

type Installation = Pick<Runtime, 'origin' | 'env'> & { readonly control: SqlReader };

/** What {@link asksForConsent} asks, for doors. */
export function askingInstallation({ origin, env, tenancy }: Runtime): Installation {
  return { origin, env, control: tenancy.control };
}

/** Longest host name of DNS, and `https://`. */
const originCharsMax = 253 + 'https://'.length;
const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a page of this origin may ask visitors for a storefront's consent: a page of ours, one of a verified domain of
 * the storefront, or, in local mode, one of this machine. Without `storefrontId`, whether it may for any storefront: what
 * a preflight can be answered by, since it names none.
 *
 * @param origin as the browser sent it.
 */
export async function asksForConsent(at: Installation, origin: string, storefrontId?: string): Promise<boolean> {
  if (origin === at.origin) return true;
  if (origin.length > originCharsMax) return false;
  if (at.env.HOLDFAST_ENV === 'local' && isLoopback(origin)) return true;
  const host = /^https:\/\/([a-z0-9.-]+)$/.exec(origin)?.[1];
  if (host === undefined) return false;
  const row =
    storefrontId === undefined
      ? await at.control.get('SELECT 1 AS one FROM StorefrontDomain WHERE host = ? AND verifiedAt IS NOT NULL', [host])
      : await at.control.get(
          'SELECT 1 AS one FROM StorefrontDomain WHERE host = ? AND storefrontId = ? AND verifiedAt IS NOT NULL',
          [host, storefrontId],
        );
  return row !== undefined;
}

function isLoopback(origin: string): boolean {
  try {
    const url = new URL(origin);
    return url.origin === origin && (loopbackNames.has(url.hostname) || url.hostname.endsWith('.localhost'));
  } catch {
    return false;
  }
}
