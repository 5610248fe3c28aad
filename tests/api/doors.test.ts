import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { securityHeaders } from '#lib/http/headers.ts';
import { sessionCookieName } from '#lib/identity/session-cookies.ts';
import { signSessionToken } from '#lib/identity/session-token.ts';
import { newId } from '#lib/platform/ids.ts';
import {
  bearer,
  type Got,
  nextHost,
  type OwnServer,
  type Sent,
  somebody,
  startOwnServer,
} from '../support/api-hosts.ts';
import { call, createTestOrganization, justSignedIn, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let own: OwnServer;
let acme: TestOrganization;
let globex: TestOrganization;
let key: string;
let viewerKey: string;
let cookie: string;
let ours: string;
let theirs: string;

const json = { 'content-type': 'application/json' };
beforeAll(async () => {
  rt = await createTestRuntime({ env: { HOLDFAST_TRUSTED_PROXY_HOPS: 1, AUTH_FLOOR_SUCCESS: 'off' } });
  own = await startOwnServer(rt);
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
  key = (await call(createApiKey, justSignedIn(acme.owner), { name: 'all', scopes: ['*'] })).key;
  viewerKey = (await call(createApiKey, justSignedIn(acme.owner), { name: 'read', scopes: ['contacts:read'] })).key;
  ours = (await call(createContact, acme.owner, { firstName: 'Ann' })).id;
  theirs = (await call(createContact, globex.owner, { firstName: 'Bob' })).id;
  const { userId, sessionId } = acme.owner;
  const claims = { userId, sessionId, orgId: acme.orgId, role: 'owner' };
  cookie = `${sessionCookieName(rt.origin)}=${await signSessionToken(rt, claims, 900)}`;
});
afterAll(async () => {
  await own.close();
  await rt.close();
});

/** What no two hosts, and no two requests, have in common. */
const perRequest = new Set(['date', 'connection', 'keep-alive', 'x-request-id', 'ratelimit', 'transfer-encoding']);

function comparable({ status, headers, text }: Got) {
  const id = headers.get('x-request-id') ?? '';
  expect(id).toMatch(/^req_[0-9A-Z]{26}$/);
  return {
    status,
    headers: Object.fromEntries([...headers].filter(([name]) => !perRequest.has(name))),
    text: text.replaceAll(id, 'REQUEST'),
  };
}

/** Sends to both hosts, proves that they answer alike, and returns the answer. */
async function both(sent: () => Sent): Promise<ReturnType<typeof comparable>> {
  const first = comparable(await own.send(sent()));
  const second = comparable(await nextHost.send(sent()));
  expect(second).toEqual(first);
  return first;
}

describe('our own server and any Next host answer alike', () => {
  const refusals: readonly (readonly [string, number, string, () => Sent])[] = [
    ['no credential', 401, 'unauthorized', () => ({ path: '/api/v1/contacts', headers: somebody() })],
    ['an unknown key', 401, 'unauthorized', () => withKey(`ck_live_${'0'.repeat(26)}`)],
    ['a key with a wrong secret', 401, 'unauthorized', () => withKey(`${key.slice(0, -3)}000`)],
    ['a token that is no key', 401, 'unauthorized', () => withKey('nonsense')],
    ['another scheme', 401, 'unauthorized', () => sentWith({ authorization: `Basic ${btoa('a:b')}` })],
    ['a session cookie without a browser vouching', 403, 'origin_refused', () => sentWith({ cookie })],
    [
      'a session cookie from another site',
      403,
      'origin_refused',
      () => sentWith({ cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
    ],
    [
      'a session cookie that is not signed by us',
      401,
      'unauthorized',
      () => sentWith({ cookie: `${cookie}x`, 'sec-fetch-site': 'same-origin' }),
    ],
    ['an unknown path', 404, 'not_found', () => ({ path: '/api/v1/nothing', headers: bearer(key) })],
    ['an unknown path, nobody', 404, 'not_found', () => ({ path: '/api/v1/nothing' })],
    ['a known path, another method', 405, 'method_not_allowed', () => ({ path: '/api/v1/contacts', method: 'PUT' })],
    ['a key in the address', 400, 'invalid_input', () => ({ path: `/api/v1/contacts?token=${key}` })],
    ['a missing scope', 403, 'forbidden', () => post({ firstName: 'X' }, viewerKey)],
    ['a field that is wrong', 400, 'invalid_input', () => post({ email: 'no address' })],
    ['a body that is no JSON', 400, 'malformed_body', () => post('{"firstName":')],
    ['a member twice', 400, 'malformed_body', () => post('{"firstName":"a","firstName":"b"}')],
    ['a list as the body', 400, 'malformed_body', () => post('[]')],
    [
      'another media type',
      415,
      'unsupported_media_type',
      () => ({ ...post('{}'), headers: { ...bearer(key), 'content-type': 'text/plain' } }),
    ],
    [
      'a body in an unknown coding',
      415,
      'unsupported_media_type',
      () => ({ ...post('{}'), headers: { ...bearer(key), ...json, 'content-encoding': 'zstd' } }),
    ],
    ['a body of more than 1 MB', 413, 'body_too_large', () => post(JSON.stringify({ notes: 'x'.repeat(1_000_001) }))],
    [
      'a member in path and body',
      400,
      'invalid_input',
      () => ({ ...post({ id: ours }), method: 'PATCH', path: `/api/v1/contacts/${ours}` }),
    ],
    [
      'the id of another organisation',
      404,
      'not_found',
      () => ({ path: `/api/v1/contacts/${theirs}`, headers: bearer(key) }),
    ],
    [
      'a form posted by another site',
      403,
      'origin_refused',
      () => ({
        path: '/api/v1/auth/request',
        method: 'POST',
        body: JSON.stringify({ email: 'a@example.com' }),
        headers: {
          ...somebody(),
          'content-type': 'text/plain',
          origin: 'https://evil.example',
          'sec-fetch-site': 'cross-site',
        },
      }),
    ],
  ];

  function withKey(token: string): Sent {
    return sentWith(bearer(token));
  }
  function sentWith(headers: Readonly<Record<string, string>>): Sent {
    return { path: '/api/v1/contacts', headers: { ...somebody(), ...headers } };
  }
  function post(body: unknown, token = key): Sent {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return { method: 'POST', path: '/api/v1/contacts', headers: { ...json, ...bearer(token) }, body: text };
  }

  it.each(refusals)('%s: %i %s', async (_what, status, code, sent) => {
    const answer = await both(sent);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(answer.text)).toMatchObject({ status, code, requestId: 'REQUEST' });
    expect(answer.headers).toMatchObject(securityHeaders);
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('200: a list, with its limits', async () => {
    const answer = await both(() => ({ path: '/api/v1/contacts?limit=5', headers: bearer(key) }));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ data: [{ id: ours, firstName: 'Ann' }], nextCursor: null });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'ratelimit-policy': '"api.key";q=1000;w=60, "api.general";q=1000;w=60',
      ...securityHeaders,
    });
  });

  it('HEAD: the same headers without a body', async () => {
    const got = await both(() => ({ path: `/api/v1/contacts/${ours}`, headers: bearer(key) }));
    const head = await both(() => ({ method: 'HEAD', path: `/api/v1/contacts/${ours}`, headers: bearer(key) }));
    expect(head).toEqual({ ...got, text: '' });
  });

  it('OPTIONS and 405: the methods of the path', async () => {
    const options = await both(() => ({ method: 'OPTIONS', path: '/api/v1/contacts' }));
    expect([options.status, options.headers.allow]).toEqual([204, 'GET, HEAD, OPTIONS, POST']);
    const refused = await both(() => ({ method: 'DELETE', path: '/api/v1/contacts' }));
    expect([refused.status, refused.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS, POST']);
  });

  it('201: with the place of what was made, which answers; 204: without a body', async () => {
    for (const host of [own, nextHost]) {
      const made = await host.send(post({ firstName: 'Carl' }));
      expect(made.status).toBe(201);
      const place = made.headers.get('location') ?? '';
      expect(place).toMatch(/^\/api\/v1\/contacts\/con_/);
      const read = await host.send({ path: place, headers: bearer(key) });
      expect(JSON.parse(read.text)).toMatchObject({ firstName: 'Carl' });
      const gone = await host.send({ method: 'DELETE', path: place, headers: bearer(key) });
      expect([gone.status, gone.text]).toEqual([204, '']);
      expect((await host.send({ path: place, headers: bearer(key) })).status).toBe(404);
    }
  });

  it("a browser's session, when the browser vouches for our page", async () => {
    const answer = await both(() => ({ path: '/api/v1/me', headers: { cookie, 'sec-fetch-site': 'same-origin' } }));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({
      organization: { id: acme.orgId },
      user: { id: acme.owner.userId },
    });
    expect(answer.headers['ratelimit-policy']).toBe('"console.general";q=3000;w=60');
    for (const host of [own, nextHost]) {
      const headers = { cookie, origin: rt.origin, ...json };
      const made = await host.send({ method: 'POST', path: '/api/v1/contacts', headers, body: '{"firstName":"Dora"}' });
      expect(made.status).toBe(201);
    }
  });
});

describe('denied equals absent', () => {
  it('byte for byte, for every operation on one contact', async () => {
    const methods = ['GET', 'PATCH', 'DELETE'] as const;
    for (const method of methods) {
      for (const host of [own, nextHost]) {
        const ask = async (id: string) => {
          const headers = { ...bearer(key), ...(method === 'PATCH' ? json : {}) };
          const body = method === 'PATCH' ? { body: '{"firstName":"Mallory"}' } : {};
          return comparable(await host.send({ method, path: `/api/v1/contacts/${id}`, headers, ...body }));
        };
        const denied = await ask(theirs);
        expect(denied).toEqual(await ask(newId('con')));
        expect(denied.status).toBe(404);
      }
    }
  });

  it('neither query, body nor header chooses another organisation', async () => {
    const attempts: Sent[] = [
      { path: `/api/v1/contacts?orgId=${globex.orgId}&org=globex`, headers: bearer(key) },
      {
        path: '/api/v1/contacts',
        headers: { ...bearer(key), 'x-org-id': globex.orgId, 'x-holdfast-org': globex.orgId },
      },
      { path: '/api/v1/contacts', headers: { ...bearer(key), cookie: `org=${globex.orgId}` } },
    ];
    for (const sent of attempts) {
      for (const host of [own, nextHost]) expect((await host.send(sent)).text).not.toContain(theirs);
    }
  });

  it('every refusal of a key is one answer, headers included', async () => {
    const tokens = [`ck_live_${'Z'.repeat(26)}`, `${key.slice(0, -4)}0000`, 'x', `${key}0`, ''];
    for (const host of [own, nextHost]) {
      const answers = await Promise.all(
        tokens.map(async (token) =>
          comparable(await host.send({ path: '/api/v1/me', headers: { ...somebody(), ...bearer(token) } })),
        ),
      );
      for (const answer of answers) expect(answer).toEqual(answers[0]);
    }
  });
});
