import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choiceValue } from '#lib/consent/choice-cookie.ts';
import { publishConsentSettings } from '#lib/consent/publish-settings.ts';
import { readConsentSettings } from '#lib/consent/read-settings.ts';
import { consentDefaults } from '#lib/consent/schema.ts';
import { updateConsentSettings } from '#lib/consent/update-settings.ts';
import { fromWebRequest } from '#lib/http/api-message.ts';
import { securityHeaders } from '#lib/http/headers.ts';
import { storefrontPathAnswer } from '#lib/http/storefront-door.ts';
import type { StorefrontContentOf } from '#lib/storefronts/content.ts';
import { publishStorefront } from '#lib/storefronts/publish-storefront.ts';
import { unpublishStorefront } from '#lib/storefronts/unpublish-storefront.ts';
import { updateStorefront } from '#lib/storefronts/update-storefront.ts';
import { GET as nextGet } from '../../app/s/[...path]/route.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { contentOf, draftStorefront, shownStorefront } from '../support/storefronts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let acme: TestOrganization;

const services = [
  { id: 'video', name: 'Fake Video', category: 'functional' as const, hosts: ['frames.example'], cookies: ['_fv'] },
  { id: 'stats', name: 'Fake Analytics', category: 'analytics' as const, hosts: ['stats.example'], cookies: ['_fa'] },
];
const embeds: StorefrontContentOf['embeds'] = [
  { id: 'film', kind: 'frame', title: 'A film', service: 'video', url: 'https://frames.example/1' },
  { id: 'count', kind: 'script', title: 'Counting', service: 'stats', url: 'https://stats.example/a.js' },
];

beforeAll(async () => {
  rt = await createTestRuntime();
  server = await startOwnServer(rt);
  acme = await createTestOrganization('Acme');
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  server.send({ method, path, headers });

/** A published storefront with a frame of others on its page. */
async function framedShop(): Promise<{ id: string; slug: string; policy: string }> {
  const { id, slug } = await draftStorefront(acme, contentOf(acme, { embeds }));
  await call(updateConsentSettings, acme.owner, { id, settings: { ...consentDefaults, services } });
  await call(publishStorefront, acme.owner, { id });
  const { policy } = await call(readConsentSettings, acme.owner, { id });
  return { id, slug, policy: String(policy) };
}

const cookieOf = (storefront: string, policy: string, ...granted: string[]) =>
  `hf_consent=${choiceValue({
    ...{ storefront, policy, method: 'custom', at: Date.now() },
    choices: Object.fromEntries(['functional', 'analytics', 'marketing'].map((name) => [name, granted.includes(name)])),
  })}`;

describe('200', () => {
  it('shows what was published, and not the draft, with every security header', async () => {
    const { id, slug } = await shownStorefront(acme, contentOf(acme, { tagline: 'first-words' }));
    await call(updateStorefront, acme.owner, { id, draft: contentOf(acme, { tagline: 'draft-words' }) });
    const { status, headers, text } = await get(`/s/${slug}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('first-words');
    expect(text).not.toContain('draft-words');
    for (const [name, value] of Object.entries(securityHeaders)) expect(headers.get(name), name).toBe(value);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('vary')).toBe('cookie');
    expect(headers.get('set-cookie')).toBeNull();
    // CLAIMS G7: nobody of the organisation is named.
    expect(text).not.toContain(acme.owner.userId);
    expect(text).not.toContain(acme.orgId);
  });

  it.each(['', '/privacy', '/imprint'])(
    'has one main heading, a language, landmarks and a way to the settings: %s',
    async (page) => {
      const { slug } = await shownStorefront(acme);
      const { text } = await get(`/s/${slug}${page}`);
      expect(text.match(/<h1[ >]/g)).toHaveLength(1);
      for (const part of [
        '<html lang="en"',
        '<main id="content"',
        '<header',
        '<footer',
        'data-consent="open"',
        'rel="canonical"',
      ]) {
        expect(text).toContain(part);
      }
      expect(text.match(/<script src="\/consent\.js" data-storefront="[^"]*"/g)).toEqual([
        `<script src="/consent.js" data-storefront="${slug}"`,
      ]);
    },
  );

  it('is the same on a Next host', async () => {
    const { slug } = await shownStorefront(acme);
    const own = await get(`/s/${slug}/privacy`);
    const next = await nextGet(new Request(`http://127.0.0.1/s/${slug}/privacy`));
    expect(await next.text()).toBe(own.text);
    for (const name of ['content-security-policy', 'etag', 'cache-control', 'vary']) {
      expect(next.headers.get(name), name).toBe(own.headers.get(name));
    }
  });

  it('answers HEAD as GET without the page', async () => {
    const { slug } = await shownStorefront(acme);
    const [whole, head] = [await get(`/s/${slug}`), await get(`/s/${slug}`, {}, 'HEAD')];
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['etag', 'content-length', 'content-security-policy', 'content-type']) {
      expect(head.headers.get(name), name).toBe(whole.headers.get(name));
    }
  });

  it('draws its mark', async () => {
    const { slug } = await shownStorefront(acme);
    const { status, headers, text } = await get(`/s/${slug}/icon.svg`);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(text).toContain('<svg');
  });
});

describe('304', () => {
  it('is the answer to who has the page already, until it or what they allow changes', async () => {
    const { id, slug, policy } = await framedShop();
    const first = await get(`/s/${slug}`);
    const tag = String(first.headers.get('etag'));
    const again = await get(`/s/${slug}`, { 'if-none-match': tag });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(again.headers.get('content-security-policy')).toBe(first.headers.get('content-security-policy'));
    const cookie = cookieOf(slug, policy, 'functional');
    expect((await get(`/s/${slug}`, { 'if-none-match': tag, cookie })).status).toBe(200);
    await call(updateStorefront, acme.owner, { id, draft: contentOf(acme, { embeds, tagline: 'new' }) });
    await call(publishStorefront, acme.owner, { id });
    expect((await get(`/s/${slug}`, { 'if-none-match': tag })).status).toBe(200);
  });
});

describe('the policy of the page', () => {
  it('follows the visitor’s consent, and only consent to what is asked now on this storefront', async () => {
    const { id, slug, policy } = await framedShop();
    const framesFor = async (cookie?: string) => {
      const { headers } = await get(`/s/${slug}`, cookie === undefined ? {} : { cookie });
      return /frame-src ([^;]+)/.exec(String(headers.get('content-security-policy')))?.[1];
    };
    expect(await framesFor()).toBe("'none'");
    expect(await framesFor(cookieOf(slug, policy))).toBe("'none'");
    expect(await framesFor(cookieOf(slug, policy, 'analytics', 'marketing'))).toBe("'none'");
    expect(await framesFor(cookieOf(slug, policy, 'functional'))).toBe('https://frames.example');
    expect(await framesFor(cookieOf(`${slug}x`, policy, 'functional'))).toBe("'none'");
    expect(await framesFor(cookieOf(slug, 'f'.repeat(64), 'functional'))).toBe("'none'");
    // What is asked changes: the earlier yes was to something else.
    const more = [...services, { ...services[1], id: 'more', name: 'More', hosts: ['more.example'] }];
    await call(updateConsentSettings, acme.owner, { id, settings: { ...consentDefaults, services: more } });
    await call(publishConsentSettings, acme.owner, { id });
    expect(await framesFor(cookieOf(slug, policy, 'functional'))).toBe("'none'");
  });

  it('never lets a program of others in at our own address, which is the console’s too', async () => {
    const { slug, policy } = await framedShop();
    const cookie = cookieOf(slug, policy, 'functional', 'analytics', 'marketing');
    const { headers, text } = await get(`/s/${slug}`, { cookie });
    const scripts = /script-src ([^;]+)/.exec(String(headers.get('content-security-policy')))?.[1];
    expect(scripts).toBe(`${rt.origin}/consent.js ${rt.origin}/storefront-form.js`);
    expect(text).not.toContain('stats.example');
  });
});

describe('404', () => {
  const bytes = async (path: string, method = 'GET') => {
    const { status, headers, text } = await get(path, {}, method);
    const kept = [...headers].filter(([name]) => name !== 'x-request-id' && name !== 'date');
    return JSON.stringify({ status, kept, text });
  };

  it('is the same, byte for byte, for what never was, is a draft, was taken down, or is of an organisation that is shut', async () => {
    const nothing = await bytes('/s/never-was');
    expect(nothing).toContain('"status":404');
    expect(nothing).toContain('Nothing is here');
    const draft = await draftStorefront(acme);
    expect(await bytes(`/s/${draft.slug}`)).toBe(nothing);
    const taken = await shownStorefront(acme);
    expect((await get(`/s/${taken.slug}`)).status).toBe(200);
    await call(unpublishStorefront, acme.owner, { id: taken.id });
    const paths = ['', '/privacy', '/imprint', '/icon.svg', '/images/img_1', '/nothing'];
    for (const path of paths) expect(await bytes(`/s/${taken.slug}${path}`), path).toBe(nothing);
    const shut = await createTestOrganization('Shut');
    const { slug } = await shownStorefront(shut);
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Organization SET status = 'erasing' WHERE id = ?", [shut.orgId]),
    );
    expect(await bytes(`/s/${slug}`)).toBe(nothing);
    for (const odd of [
      '/s/',
      '/s/%00',
      '/s/__proto__',
      '/s/never-was/constructor',
      '/s/../s/x',
      `/s/${'x'.repeat(500)}`,
    ]) {
      expect(await bytes(odd), odd).toBe(nothing);
    }
  });

  it('is the same for a form that is sent to what is not there', async () => {
    const draft = await draftStorefront(acme);
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: rt.origin };
    const send = (slug: string) =>
      server.send({ method: 'POST', path: `/s/${slug}/messages`, headers, body: 'name=x' });
    const [never, drafted] = [await send('never-was'), await send(draft.slug)];
    expect([never.status, drafted.status]).toEqual([404, 404]);
    expect(drafted.text).toBe(never.text);
  });
});

describe('405', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'refuses %s alike, whether there is a storefront or not',
    async (method) => {
      const { slug } = await shownStorefront(acme);
      for (const path of [`/s/${slug}`, '/s/never-was']) {
        const { status, headers } = await get(path, {}, method);
        expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      }
    },
  );
});

describe('308', () => {
  it('takes a slash at the end away, and leads nowhere else', async () => {
    const { slug } = await shownStorefront(acme);
    const { status, headers } = await get(`/s/${slug}/privacy//`);
    expect([status, headers.get('location')]).toEqual([308, `/s/${slug}/privacy`]);
  });
});

describe('an own domain', () => {
  it('has the storefront at its root, and lets its programs in once they are allowed', async () => {
    const { storefrontAnswer } = await import('#lib/http/storefront-door.ts');
    const { id, slug, policy } = await framedShop();
    const place = { orgId: acme.orgId, storefrontId: id, slug };
    const ask = async (path: string, cookie: string) => {
      const request = fromWebRequest(new Request(`https://shop.example${path}`, { headers: { cookie } }));
      const at = { place, base: '', path, origin: 'https://shop.example' };
      return storefrontAnswer(request, at, { address: '198.51.100.1', door: 'api' });
    };
    const answer = await ask('/', cookieOf(slug, policy, 'analytics'));
    const head = Object.fromEntries(answer.headers);
    expect(answer.status).toBe(200);
    expect(head['content-security-policy']).toContain(
      'script-src https://shop.example/consent.js https://shop.example/storefront-form.js https://stats.example;',
    );
    expect(head['content-security-policy']).toContain('upgrade-insecure-requests');
    const page = String(answer.body);
    expect(page).toContain('href="/privacy"');
    expect(page).toContain('data-reload="functional analytics"');
    expect(page).not.toContain(`href="/s/${slug}`);
    expect(Object.fromEntries((await ask('/', '')).headers)['content-security-policy']).not.toContain('stats.example');
    expect((await ask('/acme', '')).status).toBe(404);
    for (const odd of ['//evil.example/', '/\\evil.example/', '//', '///privacy/', '/\\/evil.example/privacy/']) {
      const away = await ask(odd, '');
      expect([away.status, Object.fromEntries(away.headers).location], odd).toEqual([404, undefined]);
    }
  });
});

describe('one request more', () => {
  it('for a storefront is counted without its visitor', async () => {
    const { slug } = await shownStorefront(acme);
    const request = fromWebRequest(new Request(`http://127.0.0.1/s/${slug}`));
    const { status } = await storefrontPathAnswer(request, { address: '198.51.100.1', door: 'api' });
    expect(status).toBe(200);
    const events = await rt.tenancy.control.all('SELECT * FROM AuditEvent');
    expect(JSON.stringify(events)).not.toContain('198.51.100.1');
  });
});
