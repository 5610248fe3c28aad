import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { frontHeader } from '#lib/http/front.ts';
import { securityHeaders } from '#lib/http/headers.ts';
import { recheckDomains } from '#lib/storefronts/recheck-domains.ts';
import { removeStorefrontDomain } from '#lib/storefronts/remove-domain.ts';
import { unpublishStorefront } from '#lib/storefronts/unpublish-storefront.ts';
import { middleware } from '../../middleware.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { startDnsServer, type TestDnsServer } from '../support/dns-server.ts';
import { contentOf, pendingDomain, shownStorefront, verifiedDomain } from '../support/storefronts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let dns: TestDnsServer;
let server: OwnServer;
let acme: TestOrganization;
let key: string;
let host: string;
let slug: string;
/** How many requests came through to the pages of the console. */
let pagesAsked = 0;

beforeAll(async () => {
  dns = await startDnsServer();
  rt = await createTestRuntime({ env: { HOLDFAST_DNS_SERVERS: dns.address, AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
  key = (await call(createApiKey, acme.owner, { name: 'all', scopes: ['*'] })).key;
  const shop = await shownStorefront(acme, contentOf(acme, { tagline: 'Tea and cups' }));
  slug = shop.slug;
  host = (await verifiedDomain(acme, dns, shop.id)).domain.host;
  server = await startOwnServer(rt, {
    pages: async (_request, response) => {
      pagesAsked += 1;
      response.end('a page of the console');
    },
  });
});
afterAll(async () => {
  await server.close();
  await rt.close();
  await dns.close();
});
beforeEach(() => {
  pagesAsked = 0;
});

interface Heard {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Asks for a path under a host, which `fetch` lets nobody say. */
function ask(
  name: string,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const at = { host: '127.0.0.1', port: server.port, path, method, headers: { ...headers, host: name } };
    const sent = httpRequest(at, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const own = '127.0.0.1:3000';
/** What stands below somebody's host is theirs, and may have no https. */
const ownHeaders = { 'strict-transport-security': 'max-age=63072000' };

describe('an own domain of a storefront', () => {
  it.each([
    ['as it is', (name: string) => name],
    ['in capitals', (name: string) => name.toUpperCase()],
    ['with a dot at its end', (name: string) => `${name}.`],
    ['with a port', (name: string) => `${name}:8443`],
  ])('shows the page, written %s', async (_how, written) => {
    const page = await ask(written(host), '/');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Tea and cups');
    for (const [name, value] of Object.entries({ ...securityHeaders, ...ownHeaders })) {
      expect(page.headers[name], name).toBe(value);
    }
  });

  it('shows what belongs to the page: legal pages, the banner’s script, what visitors are asked, GPC', async () => {
    const paths = [
      '/privacy',
      '/imprint',
      '/consent.js',
      '/.well-known/gpc.json',
      `/api/v1/storefronts/${slug}/consent`,
    ];
    for (const path of [...paths, '/storefront-form.js']) {
      const heard = await ask(host, path);
      expect([heard.status, heard.headers['strict-transport-security']], path).toEqual([200, 'max-age=63072000']);
    }
  });

  it('refuses a key in an address', async () => {
    const { key: leaked } = await call(createApiKey, acme.owner, { name: 'leaked', scopes: ['contacts:read'] });
    const heard = await ask(host, `/?token=${leaked}`);
    expect(heard.status).toBeGreaterThanOrEqual(400);
    expect(heard.text).not.toContain('Tea and cups');
    expect(heard.headers['strict-transport-security']).toBe('max-age=63072000');
  });

  it('takes the choice of its visitor, and leads them to what they chose at our own address', async () => {
    const asked = JSON.parse((await ask(host, `/api/v1/storefronts/${slug}/consent`)).text);
    const choice = {
      ...{ storefront: slug, policy: asked.policy, method: 'reject_all', language: 'en', onceKey: '0'.repeat(32) },
      choices: { functional: false, analytics: false, marketing: false },
    };
    const sent = { method: 'POST', headers: { 'content-type': 'application/json', origin: `https://${host}` } };
    const kept = await ask(host, '/api/v1/consents', { ...sent, body: JSON.stringify(choice) });
    expect(kept.status).toBe(201);
    const visitor = await ask(host, `/consent/${slug}`);
    expect([visitor.status, visitor.headers.location]).toEqual([307, `${rt.origin}/consent/${slug}`]);
    // A page elsewhere cannot choose for them.
    const foreign = { ...sent, headers: { ...sent.headers, origin: 'https://evil.example' } };
    expect((await ask(host, '/api/v1/consents', { ...foreign, body: JSON.stringify(choice) })).status).toBe(403);
  });

  it.each([
    ...['/acme', '/acme/contacts', '/sign-in', '/sign-up', '/account', '/dev/mailbox', '/share/x', '/verify', '/trust'],
    ...[
      '/api/v1/me',
      '/api/v1/contacts',
      '/api/v1/consents/export',
      '/api/v1/storefronts',
      '/api/v1/openapi.json',
      '/api/v1',
      '/auth/request',
    ],
    ...[
      '/api/auth/session',
      '/internal/metrics',
      '/_next/static/x.js',
      '/oauth/authorize',
      '/privacy/acme',
      '/consent/x',
    ],
    ...['//127.0.0.1:3000/', '//evil.example', '/\\evil.example/', '/%2e%2e/acme'],
  ])('shows nothing else, not even to who could see it: %s', async (path) => {
    for (const method of ['GET', 'POST']) {
      const bearer = path.startsWith('/internal') ? rt.secrets.internalApiKey : key;
      const heard = await ask(host, path, { method, headers: { authorization: `Bearer ${bearer}` } });
      expect([404, 405], `${method} ${path}`).toContain(heard.status);
      expect(heard.headers['set-cookie']).toBeUndefined();
    }
    expect(pagesAsked).toBe(0);
  });

  it('is told from the connection’s own header, whatever others say', async () => {
    const forged = { 'x-forwarded-host': host, forwarded: `host=${host}`, 'x-host': host };
    expect((await ask(own, '/', { headers: forged })).text).toBe('a page of the console');
    expect((await ask('unknown.example', '/', { headers: forged })).status).toBe(403);
    const away = { 'x-forwarded-host': own, forwarded: `host=${own}` };
    expect((await ask(host, '/acme', { headers: away })).status).toBe(404);
  });
});

describe('a Next host that is not our own server', () => {
  const visit = (name: string, path: string, headers: Record<string, string> = {}) =>
    middleware(new NextRequest(`http://${name}${path}`, { headers: { host: name, ...headers } }));

  it('shows the same at an own domain, and nothing of what Next has', async () => {
    const page = await visit(host, '/');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Tea and cups');
    for (const path of ['/acme', '/sign-in', '/api/auth/session', '/api/v1/me', `/s/${slug}`]) {
      const answer = await visit(host, path);
      expect([answer.status, answer.headers.get('x-middleware-next')], path).toEqual([404, null]);
    }
    // Whoever forges our own server's word is nobody.
    const forged = await visit(host, '/acme', { [frontHeader]: 'guessed 127.0.0.1' });
    expect(forged.status).toBe(404);
  });
});

describe('a host that is none of a storefront’s', () => {
  it.each(['unknown.example', 'evil.example:80', 'a..b', '[::1', '%', 'xn--a'])(
    'is served nothing: %j',
    async (name) => {
      const heard = await ask(name, '/');
      expect(heard.status).toBeGreaterThanOrEqual(400);
      expect(heard.text).not.toContain('Tea and cups');
      expect(pagesAsked).toBe(0);
    },
  );

  it('is also one that was only said to be, above or below a verified one, or looks like it', async () => {
    const { domain } = await pendingDomain(acme);
    for (const name of [domain.host, `www.${host}`, host.slice(host.indexOf('.') + 1), `${host}.evil.example`]) {
      expect((await ask(name, '/')).status, name).toBe(403);
    }
  });

  it('is one from the very request on that follows its removal', async () => {
    const { id, domainId, domain } = await verifiedDomain(acme, dns, (await shownStorefront(acme)).id);
    expect((await ask(domain.host, '/')).status).toBe(200);
    await call(removeStorefrontDomain, acme.owner, { id, domainId });
    expect((await ask(domain.host, '/')).status).toBe(403);
  });
});

describe('a domain whose storefront is not shown', () => {
  it('says that there is nothing: taken down, lost, or shut with its organisation', async () => {
    const org = await createTestOrganization('Shut');
    const down = await verifiedDomain(acme, dns, (await shownStorefront(acme)).id);
    const lost = await verifiedDomain(acme, dns, (await shownStorefront(acme)).id);
    const shut = await verifiedDomain(org, dns, (await shownStorefront(org)).id);
    await call(unpublishStorefront, acme.owner, { id: down.id });
    await rt.tenancy.control.write(async (tx) => {
      await tx.run("UPDATE Organization SET status = 'suspended' WHERE id = ?", [org.orgId]);
      await tx.run("UPDATE StorefrontDomain SET missingSince = '2020-01-01T00:00:00.000Z' WHERE id = ?", [
        lost.domainId,
      ]);
    });
    dns.records.delete(lost.domain.txtName);
    await recheckDomains(rt, { signal: new AbortController().signal });
    const heard = await Promise.all([down, lost, shut].map(({ domain }) => ask(domain.host, '/')));
    expect(heard.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(pagesAsked).toBe(0);
  });
});
