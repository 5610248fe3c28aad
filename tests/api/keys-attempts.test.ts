import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { generateKey } from '#lib/api-keys/key-format.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, justSignedIn, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send, withoutRequestId } from './send.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let own: OwnServer;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
  own = await startOwnServer(rt, { trustedHops: 0 });
});
afterAll(async () => {
  await own.close();
  await rt.close();
});

const { limit } = limits['api.unauthenticated'];
const create = async () => (await call(createApiKey, justSignedIn(acme.owner), { name: 'Sync', scopes: ['*'] })).key;
let network = 0;
const fresh = () => {
  network += 1;
  return `198.51.100.${network}`;
};
const refusals = (address: string) =>
  rt.tenancy.control.all<{ reason: string; orgId: string | null }>(
    "SELECT reason, orgId FROM AuditEvent WHERE action = 'api.authenticate' AND outcome = 'refused' AND address = ?",
    [address],
  );

describe('guesses', () => {
  it('of 200 at once exactly 60 are tried and noted; the rest hear 429 and are noted once', async () => {
    const address = fresh();
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => send('GET /me', { key: generateKey('live').text, address })),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(limit);
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(200 - limit);
    expect(limited[0]?.headers.get('retry-after')).toBe('60');
    expect(await refusals(address)).toHaveLength(limit);
    const hits = await rt.tenancy.control.all("SELECT id FROM AuditEvent WHERE action = 'limit.hit' AND address = ?", [
      address,
    ]);
    expect(hits).toHaveLength(1);
  });

  it('past the limit are not even compared: a good key that nobody used lately hears 429 as well', async () => {
    const address = fresh();
    const key = await create();
    await Promise.all(Array.from({ length: limit }, () => send('GET /me', { key: 'guess', address })));
    expect((await send('GET /me', { key, address })).status).toBe(429);
    expect((await send('GET /me', { key, address: fresh() })).status).toBe(200);
    // Known from elsewhere, it is no guess here either.
    expect((await send('GET /me', { key, address })).status).toBe(200);
    rt.clock.advance(6);
    expect((await send('GET /me', { key, address })).status).toBe(429);
    rt.clock.advance(60);
    expect((await send('GET /me', { key, address })).status).toBe(200);
  });

  it('cost callers with good keys nothing: 300 of them at once, none used before, all come through', async () => {
    const address = fresh();
    const keys = await Promise.all(Array.from({ length: 100 }, create));
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) => send('GET /me', { key: keys[index % 100] as string, address })),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    // Nothing of the address is spent.
    const guesses = await Promise.all(Array.from({ length: limit }, () => send('GET /me', { key: 'guess', address })));
    expect(guesses.every(({ status }) => status === 401)).toBe(true);
  });

  it('gain nothing by X-Forwarded-For where no proxy is trusted', async () => {
    const statuses = await Promise.all(
      Array.from({ length: limit + 10 }, async (_, index) => {
        const headers = {
          authorization: 'Bearer guess',
          'x-forwarded-for': `203.0.113.${index}`,
          forwarded: `for=203.0.113.${index}`,
        };
        return (await own.send({ path: '/api/v1/me', headers })).status;
      }),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(limit);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });

  it('at a key are told to its organisation, and to no other', async () => {
    const address = fresh();
    const key = await create();
    await send('GET /me', { key: `${key.slice(0, 16)}${generateKey('live').text.slice(16)}`, address });
    expect(await refusals(address)).toEqual([{ reason: 'key_wrong', orgId: acme.orgId }]);
    const elsewhere = fresh();
    await send('GET /me', { key: generateKey('live').text, address: elsewhere });
    expect(await refusals(elsewhere)).toEqual([{ reason: 'key_unknown', orgId: null }]);
  });
});

describe('whatever stands in Authorization', () => {
  it('401: is refused with the same bytes, but for the request id', async () => {
    const key = await create();
    const spellings = [
      '',
      'Bearer',
      'Bearer ',
      `Basic ${btoa(`${key}:`)}`,
      `Digest username="${key}"`,
      `Token ${key}`,
      key,
      `Bearer ${key} ${key}`,
      `Bearer ${key},Bearer ${key}`,
      `Bearer "${key}"`,
      `Bearer ${key.slice(0, -1)}`,
      `Bearer ${key}0`,
      `Bearer ${key.replace('ck_live', 'ck_test')}`,
      `Bearer ${'x'.repeat(4_000)}`,
    ];
    const answers = [];
    for (const authorization of spellings) {
      answers.push(withoutRequestId(await send('GET /me', { authorization, address: fresh() })));
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(401);
  });

  it('200: the scheme in any case, as RFC 9110 has it', async () => {
    const key = await create();
    for (const scheme of ['bearer', 'BEARER', 'Bearer  ']) {
      const answer = await send('GET /me', { authorization: `${scheme} ${key}`, address: fresh() });
      expect(answer.status, scheme).toBe(200);
    }
  });
});

describe('what waits for the floor', () => {
  it('holds no database and no lock: others are answered and write meanwhile, with hundreds waiting', async () => {
    const key = await create();
    const settled: number[] = [];
    const waiting = Array.from({ length: 300 }, (_, index) =>
      send('GET /me', { key: 'guess', address: `192.0.2.${index % 250}` }).then(() => settled.push(index)),
    );
    for (let n = 0; n < 5; n += 1) {
      expect((await send('GET /me', { key, address: '203.0.113.9' })).status).toBe(200);
      expect((await send('POST /contacts', { key, address: '203.0.113.9', body: { firstName: 'Ann' } })).status).toBe(
        201,
      );
    }
    await Promise.all(waiting);
    expect(settled).toHaveLength(300);
  });

  it('holds no open database after a success either: a pool of one serves two organisations at once', async () => {
    await own.close();
    await rt.close();
    rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'on', TENANT_POOL_MAX: 1 } });
    own = await startOwnServer(rt);
    acme = await createTestOrganization('Acme');
    const globex = await createTestOrganization('Globex');
    const keys = await Promise.all(
      [acme, globex].map(
        async (org) => (await call(createApiKey, justSignedIn(org.owner), { name: 'k', scopes: ['*'] })).key,
      ),
    );
    // One after the other they would wait for longer than anybody waits for a place in the pool.
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, index) => send('GET /contacts', { key: keys[index % 2] as string })),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  });
});
