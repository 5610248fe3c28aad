import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { createOrigin } from '#lib/origins/create-origin.ts';
import { deleteOrigin } from '#lib/origins/delete-origin.ts';
import { operations } from '#lib/registry.ts';
import type { Sent } from '../support/api-hosts.ts';
import { call } from '../support/call.ts';
import {
  acmeOrigin,
  bearer,
  type CorsSetup,
  corsHeaders,
  globexOrigin,
  hostile,
  hostsOf,
  preflight,
  somebody,
  startCors,
} from './cors-setup.ts';

/*
 * CLAIMS E8. A preflight is answered for the union of all organisations' origins; the real request is held to the list of
 * its own organisation.
 */

let cors: CorsSetup;
beforeAll(async () => {
  cors = await startCors();
});
afterAll(() => cors.close());

const hosts = hostsOf(() => cors);

const create = (origin: string | null, more: Record<string, string> = {}): Sent => ({
  method: 'POST',
  path: '/api/v1/contacts',
  headers: {
    ...somebody(),
    ...bearer(cors.key),
    'content-type': 'application/json',
    ...(origin === null ? {} : { origin }),
    ...more,
  },
  body: JSON.stringify({ firstName: 'From a browser' }),
});

async function contactCount(): Promise<number> {
  return (await call(listContacts, cors.acme.owner, { limit: 100 })).data.length;
}

describe.each(hosts)('a request with a key at %s', (_name, host) => {
  it('201: from an origin of its own organisation is done, and its answer can be read there', async () => {
    const got = await host().send(create(acmeOrigin, { 'idempotency-key': `from-${_name.replaceAll(' ', '-')}` }));
    expect(got.status).toBe(201);
    expect(got.headers.get('access-control-allow-origin')).toBe(acmeOrigin);
    const exposed = got.headers.get('access-control-expose-headers')?.split(', ') ?? [];
    for (const name of [
      'RateLimit',
      'RateLimit-Policy',
      'Retry-After',
      'X-Request-Id',
      'ETag',
      'Location',
      'Idempotency-Replayed',
    ])
      expect(exposed).toContain(name);
    expect(got.headers.get('access-control-allow-credentials')).toBeNull();
    expect(got.headers.get('vary')).toContain('Origin');
  });

  it.each([globexOrigin, ...hostile])(
    '403: from %j is refused before anything is done, and cannot be read',
    async (origin) => {
      const before = await contactCount();
      const got = await host().send(create(origin));
      expect(got.status).toBe(403);
      expect(JSON.parse(got.text)).toMatchObject({ code: 'origin_refused' });
      expect(corsHeaders(got)).toEqual({});
      expect(await contactCount()).toBe(before);
    },
  );

  it('403: also where it only reads', async () => {
    const got = await host().send({ path: '/api/v1/contacts', headers: { ...bearer(cors.key), origin: globexOrigin } });
    expect(got.status).toBe(403);
    expect(got.text).not.toContain('From a browser');
  });

  it('201: without an origin, or from a page of ours, needs no leave and gives none', async () => {
    for (const origin of [null, cors.rt.origin]) {
      const got = await host().send(create(origin));
      expect(got.status).toBe(201);
      expect(corsHeaders(got)).toEqual({});
      expect(got.headers.get('vary')).toContain('Origin');
    }
  });

  it('403: a cookie is no credential for another site, allowed or not', async () => {
    for (const origin of [acmeOrigin, globexOrigin, 'https://evil.example']) {
      const headers = { ...somebody(), cookie: cors.cookie, origin, 'sec-fetch-site': 'cross-site' };
      const got = await host().send({ path: '/api/v1/contacts', headers });
      expect(got.status).toBe(403);
      expect(corsHeaders(got)).toEqual({});
    }
  });
});

describe.each(hosts)('a refusal before any proof, at %s', (_name, host) => {
  const refusals: readonly (readonly [number, string, () => Sent])[] = [
    [401, 'no key', () => ({ path: '/api/v1/contacts', headers: somebody() })],
    [
      401,
      'an unknown key',
      () => ({ path: '/api/v1/contacts', headers: { ...somebody(), ...bearer(`ck_live_${'0'.repeat(26)}`) } }),
    ],
    [
      401,
      'a wrong key',
      () => ({ path: '/api/v1/contacts', headers: { ...somebody(), ...bearer(`${cors.key.slice(0, -3)}000`) } }),
    ],
    [404, 'an unknown path', () => ({ path: '/api/v1/nothing', headers: somebody() })],
    [405, 'another method', () => ({ path: '/api/v1/contacts', method: 'PUT', headers: somebody() })],
  ];

  it.each(refusals)(
    '%i (%s): can be read by every organisation’s pages and by no others',
    async (status, _what, sent) => {
      const from = async (origin: string) => {
        const base = sent();
        return host().send({ ...base, headers: { ...base.headers, origin } });
      };
      const shown = [await from(acmeOrigin), await from(globexOrigin)];
      const tellsNothing = shown.map((got) => {
        expect(got.status).toBe(status);
        const id = got.headers.get('x-request-id') ?? '';
        const origin = got.headers.get('access-control-allow-origin') ?? '';
        const lines = [...got.headers].filter(([name]) => !/^(?:date|keep-alive|connection|ratelimit)$/.test(name));
        return JSON.stringify([lines, got.text]).replaceAll(id, 'ID').replaceAll(origin, 'ORIGIN');
      });
      expect(shown.map((got) => got.headers.get('access-control-allow-origin'))).toEqual([acmeOrigin, globexOrigin]);
      // Whose origin it is does not show.
      expect(tellsNothing[1]).toBe(tellsNothing[0]);
      for (const origin of ['https://evil.example', 'null', `${acmeOrigin}.evil.example`]) {
        const got = await from(origin);
        expect(got.status).toBe(status);
        expect(corsHeaders(got)).toEqual({});
      }
    },
  );

  it('429: can be read too, with the time to wait', async () => {
    const address = somebody();
    const sent: Sent = { path: '/api/v1/contacts', headers: { ...address, origin: acmeOrigin } };
    for (let tries = 0; tries < limits['api.unauthenticated'].limit; tries += 1) {
      await cors.rt.limiter.take('api.unauthenticated', address['x-forwarded-for'] ?? '');
    }
    const got = await host().send(sent);
    expect(got.status).toBe(429);
    expect(got.headers.get('retry-after')).not.toBeNull();
    expect(got.headers.get('access-control-allow-origin')).toBe(acmeOrigin);
    expect(got.headers.get('access-control-expose-headers')).toContain('Retry-After');
  });
});

describe.each(hosts)('what is open to anybody, at %s', (_name, host) => {
  it('200: is not for pages of other sites, wherever they are allowed', async () => {
    const open = operations.flatMap((op) =>
      op.scope === 'public' && op.http?.startsWith('GET ') && !op.http.includes('{') ? [op.http] : [],
    );
    expect(open.length).toBeGreaterThan(0);
    for (const route of open) {
      const path = `/api/v1${route.slice(4)}`;
      const got = await host().send({ path, headers: { ...somebody(), origin: acmeOrigin } });
      expect(got.status, path).toBe(200);
      expect(corsHeaders(got), path).toEqual({});
    }
  });
});

describe('an allowed origin', () => {
  it('counts from its commit on, and no longer than its organisation allows it', async () => {
    const origin = 'https://short-lived.example';
    expect(corsHeaders(await cors.own.send(preflight(origin)))).toEqual({});
    const { id } = await call(createOrigin, cors.acme.owner, { origin });
    expect((await cors.own.send(preflight(origin))).headers.get('access-control-allow-origin')).toBe(origin);
    expect((await cors.own.send(create(origin))).status).toBe(201);
    await call(deleteOrigin, cors.acme.owner, { id });
    expect((await cors.own.send(create(origin))).status).toBe(403);
    expect(corsHeaders(await cors.own.send(preflight(origin)))).toEqual({});
  });

  it('that is refused stands in the audit log of the key’s organisation, on one visible line', async () => {
    const got = await cors.own.send(create('https://evil.example, https://app.acme.example'));
    const event = await cors.rt.tenancy.control.get<{ orgId: string; actor: string; reason: string; detail: string }>(
      "SELECT orgId, actor, reason, detail FROM AuditEvent WHERE requestId = ? AND action = 'access.denied'",
      [got.headers.get('x-request-id') ?? ''],
    );
    expect(event).toMatchObject({
      orgId: cors.acme.orgId,
      actor: expect.stringMatching(/^key_/),
      reason: 'origin_refused',
    });
    expect(JSON.parse(event?.detail ?? '')).toEqual({
      operation: 'contacts.create',
      what: 'https://evil.example, https://app.acme.example',
    });
  });
});
