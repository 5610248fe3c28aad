import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiRouter } from '#lib/http/router.ts';
import { newId } from '#lib/platform/ids.ts';
import { operations } from '#lib/registry.ts';
import { createTestOrganization } from '../support/call.ts';
import { type AskingStorefront, askingStorefront, firefox, newOnceKey, yesToAll } from '../support/consents.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const shopOrigin = 'https://shop.example';
const otherOrigin = 'https://other.example';

/** None of a storefront's domains, however near. */
const hostile = [
  ...[
    'null',
    '*',
    'https://evil.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://shop.example:443',
  ],
  ...[
    'https://shop.example.evil.example',
    'https://evilshop.example',
    'https://sub.shop.example',
    'https://SHOP.EXAMPLE',
  ],
  ...[
    'https://shop.example.',
    'https://shop.example/',
    'https://user@shop.example',
    'https://shop.example@evil.example',
  ],
  ...['https://shop.example, https://evil.example', 'https://unverified.example', 'https://127.0.0.1.evil.example'],
  ...['http://localhost.evil.example', 'file://', `https://${'a'.repeat(2_000)}.example`],
];

const route = createApiRouter(operations);
let rt: TestRuntime;
let shop: AskingStorefront;
let other: AskingStorefront;

const domain = (host: string, orgId: string, id: string, verifiedAt: string | null) =>
  rt.tenancy.control.write((tx) =>
    tx.run(
      `INSERT INTO StorefrontDomain (id, host, verifiedHost, orgId, storefrontId, token, verifiedAt, createdAt)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      [...[newId('dom'), host, verifiedAt && host, orgId, id, 'token', verifiedAt], '2026-01-01T00:00:00.000Z'],
    ),
  );

beforeAll(async () => {
  rt = await createTestRuntime();
  const acme = await createTestOrganization('Acme');
  const globex = await createTestOrganization('Globex');
  shop = await askingStorefront(acme);
  other = await askingStorefront(globex);
  const at = rt.clock.now().toISOString();
  await domain('shop.example', acme.orgId, shop.id, at);
  await domain('unverified.example', acme.orgId, shop.id, null);
  await domain('other.example', globex.orgId, other.id, at);
});
afterAll(() => rt.close());

let callers = 0;
function ask(
  target: string,
  origin: string | null,
  options: { body?: unknown; headers?: Record<string, string> } = {},
) {
  const [method = 'GET', path = ''] = target.split(' ');
  // What scripts must not set is what browsers do: `Request` would drop it.
  const headers = new Map<string, string>(Object.entries({ 'user-agent': firefox, ...options.headers }));
  if (origin !== null) headers.set('origin', origin);
  if (options.body !== undefined) headers.set('content-type', 'application/json');
  callers += 1;
  const request = new Request(`http://127.0.0.1/api/v1${path}`, {
    method,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  Object.defineProperty(request, 'headers', { value: { get: (name: string) => headers.get(name) ?? null } });
  return route(request, { address: `10.1.${Math.floor(callers / 250)}.${callers % 250}`, door: 'api' });
}

const preflight = (path: string, origin: string, method: string) =>
  ask(`OPTIONS ${path}`, origin, { headers: { 'access-control-request-method': method } });
const choice = ({ slug, policy }: AskingStorefront) => ({
  ...{ storefront: slug, policy, choices: yesToAll, method: 'accept_all', language: 'en', onceKey: newOnceKey() },
});
const allowed = (response: Response) => response.headers.get('access-control-allow-origin');

describe('pages of a storefront’s verified domain', () => {
  it('may read what is asked and record a choice, without credentials', async () => {
    const before = await preflight('/consents', shopOrigin, 'POST');
    expect(allowed(before)).toBe(shopOrigin);
    expect(before.headers.get('access-control-allow-methods')).toBe('POST');
    expect(before.headers.get('access-control-allow-headers')).not.toContain('Authorization');
    const config = await ask(`GET /storefronts/${shop.slug}/consent?language=de`, shopOrigin);
    expect([config.status, allowed(config), config.headers.get('vary')]).toEqual([200, shopOrigin, 'Sec-GPC, Origin']);
    const made = await ask('POST /consents', shopOrigin, { body: choice(shop) });
    expect([made.status, allowed(made)]).toEqual([201, shopOrigin]);
    for (const { headers } of [before, config, made]) {
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('set-cookie')).toBeNull();
    }
  });

  it('may not record a choice for another storefront', async () => {
    const made = await ask('POST /consents', otherOrigin, { body: choice(shop) });
    expect(made.status).toBe(403);
    expect((await made.json()).code).toBe('origin_refused');
  });

  it('may call nothing else that is open to anybody', async () => {
    for (const path of ['/consents/open', '/consents/delete', '/consents/withdraw', '/consents/proof']) {
      expect(allowed(await preflight(path, shopOrigin, 'POST'))).toBeNull();
      const body = { storefront: shop.slug, consentId: '0'.repeat(26) };
      expect((await ask(`POST ${path}`, shopOrigin, { body })).status, path).toBe(403);
    }
  });
});

describe('pages of this machine', () => {
  it('may ask in local mode', async () => {
    for (const origin of ['http://127.0.0.1:5000', 'http://localhost:3000', 'http://[::1]:8080']) {
      expect((await ask('POST /consents', origin, { body: choice(shop) })).status, origin).toBe(201);
    }
  });
});

describe('anybody else', () => {
  it.each(hostile)('%s may neither read nor record', async (origin) => {
    expect(allowed(await preflight('/consents', origin, 'POST'))).toBeNull();
    expect(allowed(await preflight(`/storefronts/${shop.slug}/consent`, origin, 'GET'))).toBeNull();
    expect(allowed(await ask(`GET /storefronts/${shop.slug}/consent`, origin))).toBeNull();
    const made = await ask('POST /consents', origin, { body: choice(shop) });
    expect([made.status, allowed(made)]).toEqual([403, null]);
  });

  it('without an origin may read, and record nothing', async () => {
    expect((await ask(`GET /storefronts/${shop.slug}/consent`, null)).status).toBe(200);
    expect((await ask('POST /consents', null, { body: choice(shop) })).status).toBe(403);
  });
});

describe('what is asked', () => {
  it('is kept by browsers for a minute, and asked for again by its tag', async () => {
    const path = `GET /storefronts/${shop.slug}/consent?language=en`;
    const first = await ask(path, null);
    expect(first.headers.get('cache-control')).toBe('public, max-age=60');
    const again = await ask(path, null, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    const none = await ask('GET /storefronts/never-was/consent', null);
    expect([none.status, none.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });

  it('says whether the browser that asks sends Global Privacy Control, and is kept apart by that', async () => {
    for (const [sent, told] of [
      ['1', true],
      ['0', false],
      ['true', false],
      [null, false],
    ] as const) {
      const headers: Record<string, string> = sent === null ? {} : { 'sec-gpc': sent };
      const answer = await ask(`GET /storefronts/${shop.slug}/consent`, shopOrigin, { headers });
      expect([(await answer.json()).gpcSent, answer.headers.get('vary')]).toEqual([told, 'Sec-GPC, Origin']);
    }
    const denied = { functional: false, analytics: false, marketing: false };
    const body = { ...choice(shop), method: 'gpc', choices: denied };
    expect((await ask('POST /consents', shopOrigin, { body, headers: { 'sec-gpc': '1' } })).status).toBe(201);
  });

  it('takes no large body for a choice', async () => {
    const made = await ask('POST /consents', rt.origin, { body: { ...choice(shop), filler: 'x'.repeat(3_000) } });
    expect(made.status).toBe(413);
  });
});
