import { randomInt } from 'node:crypto';

const charsMax = 40;
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

const grammar = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export function isUsableSlug(slug: string): boolean {
  return slug.length >= charsMin && slug.length <= charsMax && grammar.test(slug) && !reservedSlugs.has(slug);
}

/** Letters that Unicode does not take apart into a base letter and its marks. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};

/** The readable part of an organisation's address, after its name: `Müller & Söhne` becomes `muller-sohne`. */
export function slugOf(name: string): string {
  const ascii = name
    .toLowerCase()
    .replace(/[ßæœøłđðþ]/g, (letter) => spelled[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-');
  return trimHyphens(trimHyphens(ascii).slice(0, charsMax));
}

/**
 * The slug to try for the `attempt`th time (from 0): the name's own, then the same with four random characters. Random,
 * so that nobody counts how many organisations share a name.
 */
export function slugCandidate(name: string, attempt: number): string {
  const plain = slugOf(name);
  if (attempt === 0 && isUsableSlug(plain)) return plain;
  const stem = trimHyphens((plain || 'org').slice(0, charsMax - 5));
  return `${stem}-${randomSuffix()}`;
}

/** Without vowels and look-alikes, so that it spells nothing. */
const suffixAlphabet = '23456789bcdfghjkmnpqrstvwxz';

function randomSuffix(): string {
  return Array.from({ length: 4 }, () => suffixAlphabet.charAt(randomInt(suffixAlphabet.length))).join('');
}

function trimHyphens(text: string): string {
  return text.replace(/^-+|-+$/g, '');
}
