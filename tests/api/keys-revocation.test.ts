import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recallApiKey } from '#lib/api-keys/authenticate.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { revokeApiKey } from '#lib/api-keys/revoke-key.ts';
import { rotateApiKey } from '#lib/api-keys/rotate-key.ts';
import { updateApiKey } from '#lib/api-keys/update-key.ts';
import { isoAfter } from '#lib/platform/clock.ts';
import { call, createTestOrganization, justSignedIn, refused, type TestOrganization } from '../support/call.ts';
import { startChild } from '../support/child.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send } from './send.ts';

let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

const create = (input: object = {}) =>
  call(createApiKey, justSignedIn(acme.owner), { name: 'Sync', scopes: ['*'], ...input });
let network = 0;
const fresh = () => {
  network += 1;
  return `198.51.100.${network}`;
};
const statusOf = async (key: string, address = '192.0.2.1') => (await send('GET /me', { key, address })).status;
const recalled = (key: string, address = '192.0.2.1') => recallApiKey(rt, key, { address, route: 'GET /api/v1/me' });
/** Proven, and held in memory. The first use of a minute is noted, which is a commit: it is looked up once more. */
async function warm(key: string, address = '192.0.2.1'): Promise<void> {
  for (let n = 0; n < 3; n += 1) expect(await statusOf(key, address)).toBe(200);
  await rt.tenancy.control.write(async () => {});
  expect(await statusOf(key, address)).toBe(200);
  expect(recalled(key, address)).toMatchObject({ kind: 'key' });
}

describe('a key that was proven a moment ago', () => {
  it('is looked up no more while nothing is committed, and keeps nothing of the key itself', async () => {
    const { key } = await create();
    await warm(key);
    const { control } = rt.tenancy;
    const read = control.get.bind(control);
    const asked: string[] = [];
    control.get = <Row>(sql: string, params?: Parameters<typeof read>[1]) => {
      asked.push(sql);
      return read<Row>(sql, params);
    };
    try {
      expect(recalled(key)).toMatchObject({ kind: 'key' });
      expect(await statusOf(key)).toBe(200);
      expect(asked.filter((sql) => sql.includes('k.hash'))).toEqual([]);
    } finally {
      control.get = read;
    }
  });

  it('401: is refused by the next request once it is revoked, in the same millisecond', async () => {
    const { key, id } = await create();
    await warm(key);
    await call(revokeApiKey, acme.owner, { id });
    expect(await statusOf(key, fresh())).toBe(401);
    // Nor does it come back: replayed, and replayed in other spellings.
    expect(await statusOf(key.toLowerCase(), fresh())).toBe(401);
    rt.clock.advance(10);
    expect(await statusOf(key, fresh())).toBe(401);
  });

  it('401: of many requests at once none succeeds that began after the revocation was answered', async () => {
    const { key, id } = await create();
    await warm(key);
    let revoked = false;
    const late: number[] = [];
    const ask = async () => {
      const after = revoked;
      const status = await statusOf(key, fresh());
      if (after) late.push(status);
    };
    const running = Array.from({ length: 40 }, async () => {
      for (let n = 0; n < 5; n += 1) await ask();
    });
    await call(revokeApiKey, acme.owner, { id });
    revoked = true;
    await Promise.all(running);
    expect(late.length).toBeGreaterThan(0);
    expect(late.filter((status) => status === 200)).toEqual([]);
  });

  it('401: is refused at the instant it expires, with nothing committed in between', async () => {
    const { key } = await create({ expiresAt: isoAfter(rt.clock.now(), 0.5) });
    await warm(key);
    rt.clock.advance(0.499);
    expect(recalled(key)).toMatchObject({ kind: 'key' });
    rt.clock.advance(0.001);
    expect(await statusOf(key, fresh())).toBe(401);
  });

  it('401: is refused from elsewhere as soon as it is confined, and when it is proven at one place and shown at another', async () => {
    const { key, id } = await create();
    await warm(key);
    await call(updateApiKey, acme.owner, { id, allowedAddresses: ['192.0.2.1'] });
    await warm(key);
    expect(await statusOf(key, '192.0.2.2')).toBe(401);
    expect(await statusOf(key)).toBe(200);
  });

  it('401: is refused at once when its rotation gives no grace', async () => {
    const { key, id } = await create();
    await warm(key);
    const made = await call(rotateApiKey, justSignedIn(acme.owner), { id, graceSeconds: 0 });
    expect(await statusOf(key, fresh())).toBe(401);
    expect(await statusOf(made.key)).toBe(200);
  });

  it.each(['blocked', 'erasing'])('401: is refused at once when its organisation is %s', async (status) => {
    const own = await createTestOrganization(`Own ${status}`);
    const { key } = await call(createApiKey, justSignedIn(own.owner), { name: 'k', scopes: ['*'] });
    await warm(key);
    await rt.tenancy.control.write((tx) =>
      tx.run('UPDATE Organization SET status = ? WHERE id = ?', [status, own.orgId]),
    );
    expect(await statusOf(key, fresh())).toBe(401);
  });

  it('401: is refused when another process revoked it, however it is held here', async () => {
    const { key, id } = await create();
    await warm(key);
    const master = Buffer.from(rt.secrets.masterKey).toString('hex');
    const revoke = 'UPDATE ApiKey SET revokedAt = ? WHERE id = ?';
    const child = startChild(new URL('../support/control-writer.ts', import.meta.url), [
      ...[rt.dataDir, master, revoke],
      ...[rt.clock.now().toISOString(), id],
    ]);
    expect(await child.ended).toBe(0);
    expect(await statusOf(key, fresh())).toBe(401);
  });

  it('is proven again after a second, whatever the database says of itself', async () => {
    const { key } = await create();
    await warm(key);
    rt.clock.advance(0.999);
    expect(recalled(key)).toMatchObject({ kind: 'key' });
    rt.clock.advance(0.001);
    expect(recalled(key)).toBe('known');
    rt.clock.advance(4.001);
    expect(recalled(key)).toBeNull();
  });
});

describe('revoking', () => {
  it('says that it was asked for, and works once', async () => {
    const { id } = await create();
    await Promise.all([1, 2, 3].map(() => call(revokeApiKey, acme.owner, { id })));
    const row = await rt.tenancy.control.get('SELECT revokedFor FROM ApiKey WHERE id = ?', [id]);
    expect(row).toEqual({ revokedFor: 'request' });
  });

  it("404: another organisation's key is not there", async () => {
    const { id, key } = await create();
    const globex = await createTestOrganization('Globex');
    await refused(call(revokeApiKey, globex.owner, { id }), 'not_found');
    await refused(call(rotateApiKey, justSignedIn(globex.owner), { id }), 'not_found');
    await refused(call(updateApiKey, globex.owner, { id, name: 'Mine' }), 'not_found');
    expect(await statusOf(key)).toBe(200);
  });
});
