import { describe, expect, it } from 'vitest';
import {
  headersOfAddress,
  isInternalRequestHeader,
  pageContentSecurityPolicy,
  securityHeaders,
  securityHeadersOf,
} from '#lib/http/headers.ts';

const page = {
  path: '/acme',
  nonce: 'bm9uY2U=',
  development: false,
  https: true,
  signInOrigin: 'https://id.example',
  turnstile: true,
};

function directives(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

describe('the policy of pages', () => {
  const strict = directives(pageContentSecurityPolicy(page));

  it('runs scripts by nonce alone and forbids what is not named', () => {
    expect(strict['script-src']).toEqual(["'nonce-bm9uY2U='", "'strict-dynamic'"]);
    expect(strict['default-src']).toEqual(["'none'"]);
    for (const name of ['frame-ancestors', 'object-src', 'base-uri']) expect(strict[name]).toEqual(["'none'"]);
    expect(strict['form-action']).toEqual(["'self'"]);
    expect(strict['frame-src']).toEqual(["'self'"]);
    for (const path of ['/', '/s/shop', '/share/abc', '/consent/shop']) {
      expect(directives(pageContentSecurityPolicy({ ...page, path }))['frame-src']).toEqual(["'none'"]);
    }
    expect(strict['report-uri']).toEqual(['/csp-report']);
  });

  it('allows inline styles in attributes only, and evaluates nothing outside of development', () => {
    const allowing = Object.entries(strict).filter(([, sources]) => sources.some((source) => /unsafe/.test(source)));
    expect(allowing.map(([name]) => name)).toEqual(['style-src-attr']);
    expect(pageContentSecurityPolicy({ ...page, development: true })).toContain("'unsafe-eval'");
  });

  it('opens to Turnstile and the sign-in provider on the pages that carry them, and on no other', () => {
    const signIn = directives(pageContentSecurityPolicy({ ...page, path: '/sign-in' }));
    expect(signIn['frame-src']).toEqual(['https://challenges.cloudflare.com']);
    expect(signIn['form-action']).toEqual(["'self'", 'https://id.example']);
    for (const path of ['/', '/acme/sign-in', '/sign-inside', '/s/shop']) {
      expect(pageContentSecurityPolicy({ ...page, path })).not.toMatch(/cloudflare|id\.example/);
    }
  });

  it('opens no page to Turnstile beside those with a form that it guards, and none where it is off', () => {
    const opens = (path: string, turnstile = true) =>
      pageContentSecurityPolicy({ ...page, path, turnstile }).includes('cloudflare');
    for (const path of ['/sign-in', '/sign-up', '/privacy/acme']) {
      expect(opens(path), path).toBe(true);
      expect(opens(path, false), path).toBe(false);
    }
    for (const path of [
      '/sign-in/check',
      '/sign-in/verify',
      '/privacy',
      '/privacy/acme/confirm',
      '/privacy/acme/answer',
    ]) {
      expect(opens(path), path).toBe(false);
    }
  });

  it('asks for https where we are reached by it', () => {
    expect(strict['upgrade-insecure-requests']).toEqual([]);
    expect(pageContentSecurityPolicy({ ...page, https: false })).not.toContain('upgrade-insecure-requests');
  });
});

it('the table of security headers says what the product promises', () => {
  expect(securityHeaders).toMatchObject({
    'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(self), geolocation=()',
  });
});

it.each(['content-security-policy', 'x-nonce', 'x-middleware-subrequest', 'x-holdfast-front', 'x-request-id'])(
  'a client cannot speak for us by %s',
  (name) => {
    expect(isInternalRequestHeader(name)).toBe(true);
  },
);

it.each(['authorization', 'cookie', 'user-agent', 'next-action', 'rsc', 'next-router-state-tree'])(
  'a client may send %s',
  (name) => {
    expect(isInternalRequestHeader(name)).toBe(false);
  },
);

describe('the preview of a banner', () => {
  const path = '/acme/consent/stf_1/preview';
  const policy = directives(pageContentSecurityPolicy({ ...page, path }));

  it('stands in frames of our own pages, and nothing else of ours does in any', () => {
    expect(policy['frame-ancestors']).toEqual(["'self'"]);
    expect(new Map(securityHeadersOf(path)).get('x-frame-options')).toBe('SAMEORIGIN');
    for (const other of ['/acme/consent/stf_1', '/acme/consent/stf_1/preview/x', '/consent/stf_1/preview', '/acme']) {
      expect(new Map(securityHeadersOf(other)).get('x-frame-options')).toBe('DENY');
      expect(pageContentSecurityPolicy({ ...page, path: other })).toContain("frame-ancestors 'none'");
    }
  });

  it('has no origin, loads nothing and asks nothing', () => {
    expect(policy.sandbox).toEqual(['allow-scripts']);
    expect(policy['default-src']).toEqual(["'none'"]);
    expect(policy['script-src']).toEqual(["'nonce-bm9uY2U='"]);
    for (const name of ['connect-src', 'img-src', 'frame-src']) expect(policy[name]).toBeUndefined();
  });
});

describe('pages whose address is a secret', () => {
  it('send it to nobody: no referrer, no search engine, no cache', () => {
    const headers = new Map(headersOfAddress('/share/abc'));
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('cache-control')).toContain('no-store');
    for (const path of ['/', '/acme', '/acme/shares', '/shared/x', '/verify'])
      expect(headersOfAddress(path)).toEqual([]);
  });
});
