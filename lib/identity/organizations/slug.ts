import { randomInt } from 'node:crypto';
import { slugCharsMax, slugGrammar, slugOf, trimHyphens } from '../../platform/slug-text.ts';

const charsMin = 2;

/**
 * First segments of paths that are ours, now or by the look of them later: an organisation is reached at `/<slug>`, so
 * none may be called that.
 */
export const reservedSlugs: ReadonlySet<string> = new Set([
  ...['_next', '.well-known', 'account', 'admin', 'api', 'app', 'assets', 'auth', 'billing', 'blog', 'console'],
  ...[
    'consent',
    'contact',
    'csp-report',
    'dashboard',
    'dev',
    'docs',
    'download',
    'downloads',
    'erasures',
    'favicon',
    'healthz',
    'help',
    'home',
  ],
  ...['holdfast', 'internal', 'invite', 'invites', 'legal', 'login', 'logout', 'mail', 'mcp', 'me', 'metrics', 'new'],
  'not-me',
  ...['oauth', 'operator', 'org', 'organization', 'organizations', 'orgs', 'ping', 'pricing', 'privacy', 'public'],
  ...[
    'readyz',
    'register',
    'robots',
    'root',
    's',
    'saml',
    'samples',
    'scim',
    'search',
    'security',
    'settings',
    'setup',
    'share',
  ],
  ...[
    'sign-in',
    'sign-out',
    'sign-up',
    'signin',
    'signout',
    'signup',
    'sitemap',
    'sso',
    'static',
    'status',
    'storefront',
  ],
  ...['storefronts', 'support', 'switch', 'system', 'terms', 'trust', 'user', 'users', 'verify', 'webhooks', 'www'],
]);

export function isUsableSlug(slug: string): boolean {
  return slug.length >= charsMin && slug.length <= slugCharsMax && slugGrammar.test(slug) && !reservedSlugs.has(slug);
}

/**
 * The slug to try for the `attempt`th time (from 0): the name's own, then the same with four random characters. Random,
 * so that nobody counts how many organisations share a name.
 */
export function slugCandidate(name: string, attempt: number): string {
  const plain = slugOf(name);
  if (attempt === 0 && isUsableSlug(plain)) return plain;
  const stem = trimHyphens((plain || 'org').slice(0, slugCharsMax - 5));
  return `${stem}-${randomSuffix()}`;
}

/** Without vowels and look-alikes, so that it spells nothing. */
const suffixAlphabet = '23456789bcdfghjkmnpqrstvwxz';

function randomSuffix(): string {
  return Array.from({ length: 4 }, () => suffixAlphabet.charAt(randomInt(suffixAlphabet.length))).join('');
}
