import { describe, expect, test } from 'vitest';
import { readEnvironment } from '#lib/platform/env.ts';
import { productionProblems } from '#lib/platform/production-problems.ts';
import { keyPairProblems, testKeyBehaviour } from '#lib/platform/turnstile-keys.ts';

const published = {
  TURNSTILE_SITE_KEY: [
    '1x00000000000000000000AA',
    '2x00000000000000000000AB',
    '1x00000000000000000000BB',
    '2x00000000000000000000BB',
    '3x00000000000000000000FF',
  ],
  TURNSTILE_SECRET_KEY: [
    '1x0000000000000000000000000000000AA',
    '2x0000000000000000000000000000000AA',
    '3x0000000000000000000000000000000AA',
  ],
} as const;
const own = { site: '0x4AAAAAAABkMYinukE8nz0', secret: '0x4AAAAAAABkMYinukE8nzY3ZqkWbgSqoks' } as const;

const problemsOf = (settings: Record<string, string>, env = 'production') =>
  productionProblems(readEnvironment({ HOLDFAST_ENV: env, ...settings }))
    .filter(({ setting }) => setting.startsWith('TURNSTILE'))
    .map(({ setting, problem }) => `${setting} ${problem}`);

describe('keys of Turnstile in production', () => {
  test.each(Object.entries(published).flatMap(([name, keys]) => keys.map((key) => [name, key] as const)))(
    '%s %s is refused by name',
    (name, key) => {
      const pair = { TURNSTILE_SITE_KEY: own.site, TURNSTILE_SECRET_KEY: own.secret, [name]: key };
      for (const spelled of [key, key.toLowerCase()]) {
        expect(problemsOf({ ...pair, [name]: spelled })).toEqual([
          `${name} is one of Cloudflare's test keys (${testKeyBehaviour(key)})`,
        ]);
      }
    },
  );

  test('are refused when one or both are missing, and when pages would publish the secret', () => {
    expect(problemsOf({})).toEqual(['TURNSTILE_SITE_KEY is not set', 'TURNSTILE_SECRET_KEY is not set']);
    expect(problemsOf({ TURNSTILE_SITE_KEY: own.site })).toEqual(['TURNSTILE_SECRET_KEY is not set']);
    expect(problemsOf({ TURNSTILE_SECRET_KEY: own.secret })).toEqual(['TURNSTILE_SITE_KEY is not set']);
    for (const site of [own.secret, '0x4AAAAAAABkMYinukE8nzY3ZqkWbgSqoXX']) {
      expect(problemsOf({ TURNSTILE_SITE_KEY: site, TURNSTILE_SECRET_KEY: own.secret })).toEqual([
        'TURNSTILE_SITE_KEY is a secret key, which pages would publish',
      ]);
    }
  });

  test('of somebody’s own are taken', () => {
    expect(problemsOf({ TURNSTILE_SITE_KEY: own.site, TURNSTILE_SECRET_KEY: own.secret })).toEqual([]);
    expect([own.site, own.secret].map(testKeyBehaviour)).toEqual([undefined, undefined]);
  });

  test('are verified over https', () => {
    const pair = { TURNSTILE_SITE_KEY: own.site, TURNSTILE_SECRET_KEY: own.secret };
    expect(problemsOf({ ...pair, TURNSTILE_VERIFY_URL: 'http://verifier.example/' })).toEqual([
      'TURNSTILE_VERIFY_URL must be an https address',
    ]);
  });
});

test('keys belong together in local mode too', () => {
  expect(keyPairProblems({})).toEqual([]);
  expect(keyPairProblems({ TURNSTILE_SITE_KEY: own.site })).toMatchObject([{ path: 'TURNSTILE_SECRET_KEY' }]);
  expect(keyPairProblems({ TURNSTILE_SECRET_KEY: own.secret })).toMatchObject([{ path: 'TURNSTILE_SITE_KEY' }]);
});
