import type { GuardedForm } from '../platform/guarded-forms.ts';
import { isConsolePath } from './page-paths.ts';

/**
 * The security headers of every answer, in one table: pages, the API, files, redirects and errors carry them, whoever
 * answers. CLAIMS E5 to E7.
 */
export const securityHeaders = {
  // Browsers heed it on https alone; on http it says nothing, so it needs no condition. RFC 6797, section 7.2.
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(self), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const satisfies Readonly<Record<string, string>>;

export const securityHeaderList: readonly (readonly [string, string])[] = Object.entries(securityHeaders);

/**
 * The same header on an own domain of a storefront. What stands below that host is its owner's and may have no https: we
 * speak for the host alone, and put nobody's domain on a list that browsers ship.
 */
export const ownDomainTransportSecurity = ['strict-transport-security', 'max-age=63072000'] as const;

/** Where pages of others get the banner's script. */
export const consentScriptPath = '/consent.js';

/** The preview of a storefront's pages, which writes its own policy. */
const storefrontPreview = /^\/[^/]+\/storefronts\/[^/]+\/preview$/;

/** The preview of a storefront's banner. Both previews stand in frames of the console, and no other page of ours in any. */
const consentPreview = /^\/[^/]+\/consent\/[^/]+\/preview$/;

/**
 * Those of the table as an answer at this path has them: the banner's script is there for pages of other origins, and the
 * previews for frames of our own.
 */
export function securityHeadersOf(path: string): readonly (readonly [string, string])[] {
  if (path === consentScriptPath) return withHeader('cross-origin-resource-policy', 'cross-origin');
  if (consentPreview.test(path) || isStorefrontPreview(path)) return withHeader('x-frame-options', 'SAMEORIGIN');
  return securityHeaderList;
}

export function isStorefrontPreview(path: string): boolean {
  return storefrontPreview.test(path);
}

function withHeader(header: keyof typeof securityHeaders, own: string): readonly (readonly [string, string])[] {
  return securityHeaderList.map(([name, value]) => [name, name === header ? own : value]);
}

/** Where browsers report what the policy stopped. */
export const cspReportPath = '/csp-report';

/** Names the report endpoint that policies refer to as `csp`. */
export const reportingEndpoints = ['reporting-endpoints', `csp="${cspReportPath}"`] as const;

/** For answers that are no page: whatever a browser makes of them, nothing runs, nothing loads, and it has no origin. */
export const dataContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * More for pages whose address is a secret: it goes into no referrer, no search engine and no cache. They win over the table
 * above.
 */
const secretAddressHeaders: readonly (readonly [string, string])[] = [
  ['referrer-policy', 'no-referrer'],
  ['x-robots-tag', 'noindex, nofollow, noarchive'],
  ['cache-control', 'private, no-store'],
];

/** Pages below these are opened by what stands in their address. */
const secretPages = ['/share'] as const;

/** The same for a page with forms: without JavaScript a browser that says nothing of where it comes from sends them from nowhere. */
const secretFormHeaders: readonly (readonly [string, string])[] = [
  ['referrer-policy', 'same-origin'],
  ...secretAddressHeaders.filter(([name]) => name !== 'referrer-policy'),
];

/** Answers to people who asked about their data. */
const secretForm = /^\/privacy\/[^/]+\/(?:answer|confirm)(?:\/|$)/;

/** The headers that a page at this address has beside, or in place of, those of every answer. CLAIMS R6. */
export function headersOfAddress(path: string): readonly (readonly [string, string])[] {
  if (secretForm.test(path)) return secretFormHeaders;
  return secretPages.some((page) => path.startsWith(`${page}/`)) ? secretAddressHeaders : [];
}

/**
 * Where the Turnstile widget comes from. A page that carries it needs this origin in `frame-src`, and, unless its scripts run
 * by nonce and `strict-dynamic`, in `script-src` (developers.cloudflare.com/turnstile/reference/content-security-policy).
 * No page that carries no widget has it. CLAIMS E3, E5.
 */
export const turnstileOrigin = 'https://challenges.cloudflare.com';

/** The pages with a guarded form, and no other, carry the widget. Pages of storefronts have a policy of their own. */
const turnstilePages: Readonly<Record<Exclude<GuardedForm, 'contact'>, RegExp>> = {
  login: /^\/sign-in$/,
  register: /^\/sign-up$/,
  request: /^\/privacy\/[^/]+$/,
};

/** Pages with a form that leads to the sign-in provider. */
const signInPages = /^\/sign-(?:in|up)(?:\/|$)/;

interface PagePolicy {
  readonly path: string;
  /** Fresh for each answer, 128 random bits at least. */
  readonly nonce: string;
  /** The page compiler's development mode: React refresh evaluates code and listens on a socket. */
  readonly development: boolean;
  readonly https: boolean;
  /** Origin of the sign-in provider, when there is one. */
  readonly signInOrigin: string | null;
  /** Whether forms are guarded at all. */
  readonly turnstile: boolean;
}

/**
 * The policy of one page. Scripts run by their nonce alone, and what they load runs with them; styles come from us;
 * style attributes are allowed, since they cannot load or run anything that the other directives forbid.
 */
export function pageContentSecurityPolicy(page: PagePolicy): string {
  if (consentPreview.test(page.path)) return previewContentSecurityPolicy(page.nonce);
  const nonce = `'nonce-${page.nonce}'`;
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': [nonce, "'strict-dynamic'", ...(page.development ? ["'unsafe-eval'"] : [])],
    // A nonce would switch 'unsafe-inline' off, which the development overlay needs.
    'style-src': ["'self'", page.development ? "'unsafe-inline'" : nonce],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...(page.development ? ['ws:'] : [])],
    'manifest-src': ["'self'"],
    'frame-src': framesOf(page),
    'worker-src': ["'self'"],
    'form-action': ["'self'", ...(page.signInOrigin && signInPages.test(page.path) ? [page.signInOrigin] : [])],
    'frame-ancestors': ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    ...(page.https ? { 'upgrade-insecure-requests': [] } : {}),
    'report-uri': [cspReportPath],
    'report-to': ['csp'],
  };
  return policyText(directives);
}

/**
 * Console pages may frame our own: moving between them changes the page and not its policy. All of ours but the preview
 * refuse to be framed.
 */
function framesOf({ path, turnstile }: PagePolicy): readonly string[] {
  if (turnstile && Object.values(turnstilePages).some((page) => page.test(path))) return [turnstileOrigin];
  return [isConsolePath(path) ? "'self'" : "'none'"];
}

/**
 * For a page that runs the banner's script on settings that nobody has saved: it has no origin and no cookies, asks nothing
 * of any server, and what it shows loads nothing.
 */
function previewContentSecurityPolicy(nonce: string): string {
  return policyText({
    sandbox: ['allow-scripts'],
    'default-src': ["'none'"],
    'script-src': [`'nonce-${nonce}'`],
    'style-src': [`'nonce-${nonce}'`],
    'style-src-attr': ["'unsafe-inline'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'self'"],
    'base-uri': ["'none'"],
  });
}

/** The directives as one header's value. */
export function policyText(directives: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

/** Request headers by which a client could speak for our own doors or for Next's; they are dropped on arrival. */
const internalRequestHeaders = {
  exact: ['content-security-policy', 'content-security-policy-report-only', 'x-nonce', 'x-request-id'],
  prefixes: ['x-holdfast-', 'x-middleware-', 'x-invoke-', 'x-vercel-', 'x-now-', 'x-matched-path'],
} as const;

/** Whether a client's header of this (lower-case) name is dropped on arrival. */
export function isInternalRequestHeader(name: string): boolean {
  return (
    (internalRequestHeaders.exact as readonly string[]).includes(name) ||
    internalRequestHeaders.prefixes.some((prefix) => name.startsWith(prefix))
  );
}
