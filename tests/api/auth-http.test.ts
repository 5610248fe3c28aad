import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApiRouter } from '#lib/http/router.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { operations } from '#lib/registry.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { mailedLink } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let clients = 0;
let address: string;
const router = createApiRouter(operations);

beforeAll(async () => {
  rt = await createTestRuntime();
});

afterAll(() => rt.close());

beforeEach(() => {
  clients += 1;
  address = `198.18.0.${clients}`;
});

interface Sent {
  readonly path: string;
  readonly body?: unknown;
  readonly cookies?: ReadonlyMap<string, string>;
  readonly headers?: Readonly<Record<string, string>>;
}

async function post({ path, body = {}, cookies = new Map(), headers = {} }: Sent) {
  const response = await router(
    new Request(`${rt.origin}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
    }),
    { address, door: 'api' },
  );
  const jar = new Map(cookies);
  for (const line of response.headers.getSetCookie()) {
    const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split(/=(.*)/s);
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
  return { response, jar, text: await response.text() };
}

/** All of an answer that a caller can compare, less what names the request itself. */
function comparable({ response, text }: Awaited<ReturnType<typeof post>>): unknown {
  const headers = [...response.headers]
    .filter(([name]) => name !== 'x-request-id')
    .map(([name, value]) => [name, name === 'set-cookie' ? value.replace(/=[^;]+/, '=…') : value]);
  return { status: response.status, headers, text: text.replace(/req_\w+/, 'REQUEST'), bytes: text.length };
}

describe.each(['', '/api/v1'])('signing in over HTTP at %s/auth', (base) => {
  test('by link, with the cookies that the answers set', async () => {
    const email = `http${clients}@example.com`;
    const asked = await post({ path: `${base}/auth/request`, body: { email } });
    expect(asked.response.status).toBe(202);
    expect(JSON.parse(asked.text)).toEqual({ status: 'sent', expiresInSeconds: 600 });
    const { token } = mailedLink(rt);
    const verified = await post({ path: `${base}/auth/verify`, body: { token }, cookies: asked.jar });
    expect(verified.response.status).toBe(200);
    expect(JSON.parse(verified.text)).toMatchObject({ user: { email }, organization: null });
    expect([...verified.jar.keys()].sort()).toEqual(['holdfast-renewal', 'holdfast-session']);
    for (const line of verified.response.headers.getSetCookie()) {
      expect(line).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    }
    const gone = await post({ path: `${base}/auth/sign-out`, cookies: verified.jar });
    expect([gone.response.status, gone.jar.size]).toEqual([200, 0]);
    const live = 'SELECT s.id FROM Session s JOIN User u ON u.id = s.userId WHERE u.email = ? AND s.revokedAt IS NULL';
    expect(await rt.tenancy.control.all(live, [email])).toEqual([]);
  });

  test('with the same answer, byte for byte, for known and unknown addresses', async () => {
    const known = `known${clients}@example.com`;
    const first = await post({ path: `${base}/auth/request`, body: { email: known } });
    await post({ path: `${base}/auth/verify`, body: { token: mailedLink(rt).token }, cookies: first.jar });
    address = `198.19.0.${clients}`;
    const one = await post({ path: `${base}/auth/request`, body: { email: known } });
    address = `198.19.1.${clients}`;
    const two = await post({ path: `${base}/auth/request`, body: { email: `other${clients}@example.com` } });
    expect(comparable(one)).toEqual(comparable(two));
    const wrong = (email: string) => post({ path: `${base}/auth/verify`, body: { email, code: '000000' } });
    address = `198.19.2.${clients}`;
    const third = await wrong(known);
    address = `198.19.3.${clients}`;
    const fourth = await wrong(`never${clients}@example.com`);
    expect(comparable(third)).toEqual(comparable(fourth));
    expect(third.response.status).toBe(401);
  });

  test('not from a page of another site', async () => {
    const mails = rt.mailbox().length;
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      for (const path of ['request', 'verify', 'accept-invite', 'sign-out', 'set-up-owner', 'google']) {
        const { response } = await post({ path: `${base}/auth/${path}`, headers });
        expect(response.status, path).toBe(403);
      }
    }
    expect(rt.mailbox()).toHaveLength(mails);
  });

  test('and accepting an invitation as the person whose session the cookies hold', async () => {
    const email = `guest${clients}@example.com`;
    const asked = await post({ path: `${base}/auth/request`, body: { email } });
    const { token } = mailedLink(rt);
    const { jar } = await post({ path: `${base}/auth/verify`, body: { token }, cookies: asked.jar });
    const { owner } = await createTestOrganization(`Http ${clients}`);
    await call(createInvite, owner, { email, role: 'member' });
    const body = { token: mailedLink(rt).token };
    expect((await post({ path: `${base}/auth/accept-invite`, body })).response.status).toBe(401);
    const accepted = await post({ path: `${base}/auth/accept-invite`, body, cookies: jar });
    expect(accepted.response.status).toBe(200);
    expect(JSON.parse(accepted.text)).toMatchObject({ organization: { slug: `http-${clients}` } });
  });

  test('answers 404 to what is not there, and 405 to GET', async () => {
    expect((await post({ path: `${base}/auth/nothing` })).response.status).toBe(404);
    const response = await router(new Request(`${rt.origin}${base}/auth/verify?token=x`), { address, door: 'api' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'OPTIONS, POST']);
  });

  test('answers 429 with the time to wait, past the limit', async () => {
    for (let n = 0; n < 10; n += 1) await post({ path: `${base}/auth/verify`, body: { token: 'x' } });
    const { response } = await post({ path: `${base}/auth/verify`, body: { token: 'x' } });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.get('ratelimit-policy')).toContain('"auth.address";q=10;w=60');
  });
});

test('nothing but sign-in is reached without the base of the API', async () => {
  for (const path of ['/auth', '/auth/', '/members', '/auth/../members', '/auth/contacts']) {
    expect((await post({ path })).response.status, path).toBe(404);
  }
});
