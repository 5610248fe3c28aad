import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, justSignedIn } from '../support/call.ts';
import { type FieldItem, parseItemList } from '../support/structured-fields.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let key: string;
const servers: OwnServer[] = [];

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  const acme = await createTestOrganization('Acme');
  key = (await call(createApiKey, justSignedIn(acme.owner), { name: 'all', scopes: ['*'] })).key;
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  // Budgets are whole again for the next test.
  rt.clock.advance(3_600);
});
afterAll(() => rt.close());

async function server(trustedHops: number): Promise<OwnServer> {
  const started = await startOwnServer(rt, { trustedHops });
  servers.push(started);
  return started;
}

const { limit } = limits['api.unauthenticated'];
const overBy = 15;

/** How many of more attempts than the limit are refused for their number, at once so that the floor is waited for once. */
async function refusedOf(own: OwnServer, forwardedFor: (attempt: number) => string | undefined): Promise<number> {
  const attempts = Array.from({ length: limit + overBy }, (_, attempt) => {
    const forwarded = forwardedFor(attempt);
    const headers = {
      authorization: 'Bearer guess',
      ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
    };
    return own.send({ path: '/api/v1/me', headers });
  });
  return (await Promise.all(attempts)).filter((answer) => answer.status === 429).length;
}

const client = '203.0.113.5';
const inner = '10.0.0.2';

/** What rotates with each attempt, as a client may write it: whole addresses, nonsense, floods of entries. */
const spoofs: Readonly<Record<string, (attempt: number) => string>> = {
  'another address': (attempt) => `198.51.100.${attempt}`,
  'another IPv6 address': (attempt) => `2001:db8:${attempt.toString(16)}::1`,
  'another nonsense': (attempt) => `not an address ${attempt}`,
  'another port': (attempt) => `198.51.100.1:${1_000 + attempt}`,
  'a hundred entries': (attempt) => Array.from({ length: 100 }, (_, at) => `198.51.${attempt}.${at}`).join(', '),
  'one that is far too long': (attempt) => `${'9'.repeat(4_000)}.${attempt}`,
  'empty entries': (attempt) => `,, ,${' '.repeat(attempt)},`,
  'quotes and zones': (attempt) => `"[fe80::1%eth${attempt}]:443"`,
};

describe('L5: rotating X-Forwarded-For gains nothing', () => {
  test.each(Object.entries(spoofs))('without a proxy: %s', async (_title, spoof) => {
    expect(await refusedOf(await server(0), spoof)).toBe(overBy);
  });

  test.each(Object.entries(spoofs))('behind one proxy, which appends the client: %s', async (_title, spoof) => {
    expect(await refusedOf(await server(1), (attempt) => `${spoof(attempt)}, ${client}`)).toBe(overBy);
  });

  test.each(Object.entries(spoofs))('behind two proxies: %s', async (_title, spoof) => {
    expect(await refusedOf(await server(2), (attempt) => `${spoof(attempt)}, ${client}, ${inner}`)).toBe(overBy);
  });

  test('a proxy that says nothing leaves the callers behind it with one budget', async () => {
    expect(await refusedOf(await server(1), () => undefined)).toBe(overBy);
  });
});

describe('L5: who is counted apart', () => {
  test('clients behind a proxy have a budget each', async () => {
    const own = await server(1);
    expect(await refusedOf(own, () => client)).toBe(overBy);
    expect(await refusedOf(own, (attempt) => `${client}, 198.51.100.${attempt}`)).toBe(0);
  });

  test('an IPv6 /64 is one client, and the one beside it another', async () => {
    const own = await server(1);
    expect(await refusedOf(own, (attempt) => `2001:db8:0:7::${attempt.toString(16)}`)).toBe(overBy);
    const beside = { authorization: 'Bearer guess', 'x-forwarded-for': '2001:db8:0:8::1' };
    expect((await own.send({ path: '/api/v1/me', headers: beside })).status).toBe(401);
  });

  test('an IPv4 address inside IPv6 is that IPv4 address, and one of many', async () => {
    const own = await server(1);
    const spellings = [client, `::ffff:${client}`, '::ffff:cb00:7105', `[::ffff:${client}]:443`];
    expect(await refusedOf(own, (attempt) => spellings[attempt % spellings.length])).toBe(overBy);
    const neighbour = { authorization: 'Bearer guess', 'x-forwarded-for': '::ffff:203.0.113.6' };
    expect((await own.send({ path: '/api/v1/me', headers: neighbour })).status).toBe(401);
  });
});

/** What an answer says of its limits, read as the draft has it. */
function limitsIn(headers: Headers): { policies: readonly FieldItem[]; states: readonly FieldItem[] } {
  return {
    policies: parseItemList(headers.get('ratelimit-policy') ?? ''),
    states: parseItemList(headers.get('ratelimit') ?? ''),
  };
}

/** draft-ietf-httpapi-ratelimit-headers-11 over RFC 9651. */
describe('the headers of limited answers', () => {
  test('an answer names each limit that it was counted by, with policy and state alike', async () => {
    const own = await server(0);
    const answer = await own.send({ path: '/api/v1/contacts', headers: { authorization: `Bearer ${key}` } });
    expect(answer.status).toBe(200);
    const { policies, states } = limitsIn(answer.headers);
    expect(policies.map(({ value }) => value)).toEqual(['api.key', 'api.general']);
    expect(states.map(({ value }) => value)).toEqual(['api.key', 'api.general']);
    for (const { parameters } of policies) expect(Object.fromEntries(parameters)).toEqual({ q: 1_000, w: 60 });
    for (const { parameters } of states) expect(Object.fromEntries(parameters)).toEqual({ r: 999 });
    expect(answer.headers.get('retry-after')).toBeNull();
  });

  test('a refusal says when to come again, and coming then helps', async () => {
    const own = await server(0);
    expect(await refusedOf(own, () => undefined)).toBe(overBy);
    const guess = { path: '/api/v1/me', headers: { authorization: 'Bearer guess' } };
    const refused = await own.send(guess);
    expect(refused.status).toBe(429);
    const { states } = limitsIn(refused.headers);
    const waitSeconds = Number(refused.headers.get('retry-after'));
    expect(states).toHaveLength(1);
    expect(Object.fromEntries(states[0]?.parameters ?? [])).toEqual({ r: 0, t: waitSeconds });
    rt.clock.advance(waitSeconds - 1);
    expect((await own.send(guess)).status).toBe(429);
    rt.clock.advance(1);
    expect((await own.send(guess)).status).toBe(401);
  });
});
