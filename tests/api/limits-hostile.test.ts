import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { operations } from '#lib/registry.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, justSignedIn } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

/* CLAIMS L1, L2, P6: ways around a limit that somebody might find, tried from outside. */

let rt: TestRuntime;
let own: OwnServer;
let network = 0;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  own = await startOwnServer(rt, { trustedHops: 1 });
});
afterAll(async () => {
  await own.close();
  await rt.close();
});

/** Headers of somebody who was not here before. */
const from = (address: string) => ({ 'x-forwarded-for': address, 'content-type': 'application/json' });
const fresh = () => {
  network += 1;
  return `198.51.100.${network}`;
};
const keysOf = async (name: string, count: number): Promise<readonly string[]> => {
  const { owner } = await createTestOrganization(name);
  const made = Array.from({ length: count }, () =>
    call(createApiKey, justSignedIn(owner), { name: 'Sync', scopes: ['*'] }),
  );
  return (await Promise.all(made)).map(({ key }) => key);
};
const countOf = async (where: string, ...params: string[]) => {
  const [row] = await rt.tenancy.control.all<{ count: number }>(
    `SELECT count(*) AS count FROM AuditEvent WHERE ${where}`,
    params,
  );
  return row?.count ?? 0;
};

describe('what counts against an organisation', () => {
  const budget = limits['api.general'].limit;
  const attempts: Readonly<Record<string, (key: string) => Parameters<OwnServer['send']>[0]>> = {
    'bodies that are no JSON': (key) => ({
      method: 'POST',
      path: '/api/v1/contacts',
      headers: { ...from('203.0.113.1'), authorization: `Bearer ${key}` },
      body: '{',
    }),
    'pages of a foreign site': (key) => ({
      path: '/api/v1/contacts',
      headers: { ...from('203.0.113.1'), authorization: `Bearer ${key}`, origin: 'https://elsewhere.example' },
    }),
    'headers that an operation does not take': (key) => ({
      path: '/api/v1/contacts',
      headers: { ...from('203.0.113.1'), authorization: `Bearer ${key}`, 'if-match': 'nonsense' },
    }),
  };

  it.each(Object.keys(attempts))('429: %s spend its budget, however many keys it has', async (kind) => {
    const keys = await keysOf(kind.replaceAll(/\W/g, '-').slice(0, 30), 2);
    const answers = await Promise.all(
      Array.from({ length: budget + 1 }, (_, index) =>
        own.send((attempts[kind] as (key: string) => Parameters<OwnServer['send']>[0])(keys[index % 2] as string)),
      ),
    );
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
  });
});

describe('a key that is used from everywhere in one network', () => {
  it('is noted once a minute for an IPv6 /64, and for each IPv4 address', async () => {
    const [key = ''] = await keysOf('Sync', 1);
    const addresses = Array.from({ length: 50 }, (_, index) => `2001:db8:5:5::${index.toString(16)}`);
    const ask = (address: string) =>
      own.send({ path: '/api/v1/me', headers: { ...from(address), authorization: `Bearer ${key}` } });
    for (const { status } of await Promise.all(addresses.map(ask))) expect(status).toBe(200);
    expect(await countOf("action = 'api.authenticate' AND outcome = 'ok' AND address LIKE '2001:db8:5:5:%'")).toBe(1);
    const [one, two] = [fresh(), fresh()];
    await Promise.all([one, two].map(ask));
    expect(await countOf("action = 'api.authenticate' AND outcome = 'ok' AND address IN (?, ?)", one, two)).toBe(2);
  });
});

describe('what nobody has proven', () => {
  it('429: a body is not read once the address has spent its budget', async () => {
    const headers = { ...from(fresh()), 'content-encoding': 'gzip' };
    const body = new Uint8Array(gzipSync(Buffer.alloc(2_000_000, ' ')));
    const statuses: number[] = [];
    for (let round = 0; round < limits['auth.address'].limit + 2; round += 1) {
      statuses.push((await own.send({ method: 'POST', path: '/api/v1/auth/request', headers, body })).status);
    }
    expect(statuses.slice(0, -2)).toEqual(Array(limits['auth.address'].limit).fill(413));
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });

  it('413: whatever anybody may send is a form, not a megabyte in thirty bytes', async () => {
    const open = operations.filter(
      ({ scope, http, body }) => scope === 'public' && http?.startsWith('POST ') && body !== 'stream',
    );
    expect(open.length).toBeGreaterThan(5);
    for (const { name, http = '', bodyBytesMax = 16_384 } of open) {
      const body = new Uint8Array(brotliCompressSync(Buffer.from(JSON.stringify({ a: 'x'.repeat(bodyBytesMax) }))));
      const headers = { ...from(fresh()), 'content-encoding': 'br' };
      const got = await own.send({ method: 'POST', path: `/api/v1${http.slice('POST '.length)}`, headers, body });
      expect([name, got.status]).toEqual([name, 413]);
    }
  });

  it('403: a flood in the name of another site is noted once a minute for each network, not each time', async () => {
    const address = fresh();
    const headers = { ...from(address), origin: 'https://evil.example' };
    const paths = ['/auth/request', '/auth/verify', '/auth/sign-out', '/auth/google', '/api/v1/key-leaks'];
    for (const path of paths) {
      const sent = Array.from({ length: 20 }, () => own.send({ method: 'POST', path, headers, body: '{}' }));
      for (const { status } of await Promise.all(sent)) expect(status).toBe(403);
    }
    expect(await countOf("action = 'access.denied' AND address = ?", address)).toBe(paths.length);
    rt.clock.advance(61);
    await own.send({ method: 'POST', path: '/auth/request', headers, body: '{}' });
    expect(await countOf("action = 'access.denied' AND address = ?", address)).toBe(paths.length + 1);
  });
});
