import { oauthPaths } from '../identity/oauth/protocol.ts';

/** Where people without a session are sent; `target` is where they wanted to go. */
export function signInPath(target: string | null): string {
  return target === null || target === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(target)}`;
}

/** Where a person confirms that it is still them, and comes back to `target`: for what asks for a fresh sign-in. */
export function signInAgainPath(target: string | null): string {
  return `/sign-in?again=1${target === null ? '' : `&next=${encodeURIComponent(target)}`}`;
}

/** Where a person gives their second factor again, and comes back to `target`. */
export function confirmPath(target: string | null): string {
  return `/account/confirm${target === null ? '' : `?next=${encodeURIComponent(target)}`}`;
}

/** Where a person adds a second factor that an organisation needs them to have. */
export const enrolPath = '/account/security?due=1';

/** Where a member is asked to move their session into another of their organisations. */
export function switchPath(slug: string, target: string | null): string {
  return `/switch/${slug}${target === null ? '' : `?to=${encodeURIComponent(target)}`}`;
}

/** Health is asked for by programs on this machine, under whatever name. */
export function isHealthPath(pathname: string): boolean {
  return pathname === '/healthz' || pathname === '/readyz';
}

/** What is meant for whoever runs the installation; see lib/http/internal-door. */
export function isInternalPath(pathname: string): boolean {
  return pathname === '/internal' || pathname.startsWith('/internal/');
}

/** What programs call of the authorization server. Its pages for people are pages. */
const programPaths: ReadonlySet<string> = new Set([
  oauthPaths.metadata,
  oauthPaths.token,
  oauthPaths.revoke,
  oauthPaths.deviceAuthorization,
]);

/** Whether one of our routers answers there, with headers of its own: no page. */
export function isRouterPath(pathname: string): boolean {
  const [, first] = pathname.split('/');
  if (pathname === '/csp-report' || pathname === '/consent.js' || pathname === '/storefront-form.js') return true;
  if (first === 's' && pathname !== '/s') return true;
  if (programPaths.has(pathname)) return true;
  return pathname.startsWith('/api/v1/') || first === 'auth' || isHealthPath(pathname);
}

/** First segments of addresses that need no session. Everything else is the console. */
export const openSegments: ReadonlySet<string> = new Set([
  '',
  ...['sign-in', 'sign-up', 'sign-out', 'register', 'invite', 'not-me', 'verify', 'dev'],
  ...['s', 'share', 'consent', 'trust', 'legal', 'security', 'privacy', 'terms', 'docs', 'erasures'],
  ...['api', 'auth', 'oauth', 'scim', 'mcp', 'internal', '.well-known', '_next'],
  ...['healthz', 'readyz', 'csp-report'],
]);

/** Whether an address belongs to the console: nothing of it is shown without a session. Files have a dot in the name. */
export function isConsolePath(pathname: string): boolean {
  const [, first = '', ...rest] = pathname.split('/');
  if (openSegments.has(first)) return false;
  return rest.length > 0 || !first.includes('.');
}
