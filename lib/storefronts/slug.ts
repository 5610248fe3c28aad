/** What a storefront's address may end with. No Node imports: the editor uses it too. */

export const storefrontSlugCharsMax = 48;
const charsMin = 3;
const grammar = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * What nobody may be called at `/s/…`: what looks like a part of the product, or like the installation speaking for itself,
 * and what an own domain's paths are called.
 */
export const reservedStorefrontSlugs: ReadonlySet<string> = new Set([
  ...['about', 'account', 'admin', 'administrator', 'api', 'app', 'assets', 'auth', 'billing', 'checkout', 'console'],
  ...['consent', 'contact', 'cookies', 'csp-report', 'dashboard', 'demo', 'dev', 'docs', 'example', 'favicon', 'help'],
  ...['holdfast', 'home', 'images', 'imprint', 'index', 'internal', 'legal', 'login', 'logout', 'mail', 'message'],
  ...[
    'messages',
    'new',
    'null',
    'oauth',
    'official',
    'operator',
    'payment',
    'payments',
    'preview',
    'privacy',
    'public',
  ],
  ...['register', 'robots', 'root', 'scim', 'search', 'security', 'settings', 'sign-in', 'sign-out', 'sign-up'],
  ...['signin', 'signup', 'sitemap', 'static', 'status', 'storefront', 'storefronts', 'support', 'system', 'terms'],
  ...['test', 'trust', 'undefined', 'verify', 'well-known', 'www'],
]);

/** What is wrong with it, as a sentence for people; null when nothing is. That it is taken is found out elsewhere. */
export function storefrontSlugProblem(slug: string): string | null {
  if (slug.length < charsMin) return `At least ${charsMin} characters`;
  if (slug.length > storefrontSlugCharsMax) return `At most ${storefrontSlugCharsMax} characters`;
  if (!grammar.test(slug)) return 'Small letters, digits, and single hyphens between them';
  // Browsers show punycode as other letters where it stands in a host; nobody should take it for that here.
  if (slug.startsWith('xn--')) return 'Small letters, digits, and single hyphens between them';
  return reservedStorefrontSlugs.has(slug) ? 'This address is kept for the product itself' : null;
}
