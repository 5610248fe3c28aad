import { fail } from '../../platform/errors.ts';
import { isLoopbackAddress } from '../../platform/outbound/public-address.ts';
import { addressOf } from '../../storefronts/address-of.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import type { ConsentStorefrontRow } from '../policy-store.ts';

type Asking = Pick<TenantContext, 'org' | 'directory' | 'services'>;

/**
 * The page that is to be scanned: the storefront itself, or one of a domain that the organisation has proven to be its own. In
 * local mode pages of this machine too. Nobody has us look at sites of others.
 * @throws `invalid_input` at `url`; `conflict` for a storefront that nobody can see.
 */
export async function scanTarget(ctx: Asking, row: ConsentStorefrontRow, given: string | undefined): Promise<string> {
  if (given === undefined || given === '') {
    if (row.state !== 'published') throw fail('conflict', { message: 'Publish the storefront first, or name a page.' });
    return addressOf(ctx, row);
  }
  const url = URL.canParse(given) ? new URL(given) : null;
  const problem = url === null ? 'Not a web address' : await problemOf(ctx, row, url);
  if (url === null || problem !== null) {
    throw fail('invalid_input', { problems: [{ path: 'url', message: problem ?? 'Not a web address' }] });
  }
  url.hash = '';
  return url.href;
}

async function problemOf(ctx: Asking, row: ConsentStorefrontRow, url: URL): Promise<string | null> {
  const { env, origin } = ctx.services;
  if (url.username !== '' || url.password !== '') return 'Leave out user name and password';
  if (url.origin === origin) {
    const own = `/s/${row.slug}`;
    if (url.pathname === own || url.pathname.startsWith(`${own}/`)) return null;
    return 'Of this installation, only pages of the storefront are scanned';
  }
  if (env.HOLDFAST_ENV === 'local' && isOfThisMachine(url)) return null;
  if (url.protocol !== 'https:' || url.port !== '') return 'Not a web address that begins with https://';
  const domain = await ctx.directory.get(
    'SELECT 1 AS one FROM StorefrontDomain WHERE orgId = ? AND host = ? AND verifiedHost IS NOT NULL',
    [ctx.org.id, url.hostname],
  );
  return domain === undefined ? 'Not a page of a domain that is verified as yours' : null;
}

function isOfThisMachine({ protocol, hostname }: URL): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  return host === 'localhost' || host.endsWith('.localhost') || isLoopbackAddress(host);
}

/** Ports of this machine that a scan of this page may reach: its own and ours, in local mode alone. */
export function loopbackPorts({ env, origin }: TenantContext['services'], page: string): readonly number[] {
  if (env.HOLDFAST_ENV !== 'local') return [];
  return [page, origin]
    .map((text) => new URL(text))
    .filter(isOfThisMachine)
    .map(portOf);
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
