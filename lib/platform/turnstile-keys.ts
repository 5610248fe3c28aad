/**
 * The keys that Cloudflare publishes for tests, whose outcome is fixed whoever asks
 * (developers.cloudflare.com/turnstile/troubleshooting/testing).
 */
const testKeys = {
  '1x00000000000000000000AA': 'always passes',
  '2x00000000000000000000AB': 'always blocks',
  '1x00000000000000000000BB': 'always passes, invisible',
  '2x00000000000000000000BB': 'always blocks, invisible',
  '3x00000000000000000000FF': 'always asks',
  '1x0000000000000000000000000000000AA': 'always passes',
  '2x0000000000000000000000000000000AA': 'always fails',
  '3x0000000000000000000000000000000AA': 'always says that the token was spent',
} as const satisfies Record<string, string>;

/** What Cloudflare’s test key of this name does; undefined for a key of somebody’s own. */
export function testKeyBehaviour(key: string): string | undefined {
  const name = key.trim().toUpperCase().replace('X', 'x');
  if (Object.hasOwn(testKeys, name)) return testKeys[name as keyof typeof testKeys];
  // None that is published today, but of their form: an own key starts with 0x.
  return /^[1-9]x0{8}/.test(name) ? 'is for tests' : undefined;
}

/** The two keys, as they are configured. */
export interface TurnstileKeys {
  readonly TURNSTILE_SITE_KEY?: string | undefined;
  readonly TURNSTILE_SECRET_KEY?: string | undefined;
}

export interface KeyProblem {
  readonly path: 'TURNSTILE_SITE_KEY' | 'TURNSTILE_SECRET_KEY';
  readonly message: string;
}

/** Site keys have 24 characters, secret keys 35. */
const siteKeyCharsMax = 30;

/** What is wrong with the keys wherever they are used: one without the other, or a secret where pages would publish it. */
export function keyPairProblems(keys: TurnstileKeys): readonly KeyProblem[] {
  const { TURNSTILE_SITE_KEY: site, TURNSTILE_SECRET_KEY: secret } = keys;
  if (site === undefined && secret === undefined) return [];
  if (secret === undefined) return [{ path: 'TURNSTILE_SECRET_KEY', message: 'is not set, but its partner is' }];
  if (site === undefined) return [{ path: 'TURNSTILE_SITE_KEY', message: 'is not set, but its partner is' }];
  if (site === secret || site.length > siteKeyCharsMax) {
    return [{ path: 'TURNSTILE_SITE_KEY', message: 'is a secret key, which pages would publish' }];
  }
  return [];
}
