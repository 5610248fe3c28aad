import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { call, createTestOrganization, justSignedIn, type TestOrganization } from '../support/call.ts';
import { temporaryFolder } from '../support/data-folder.ts';
import { proveKey } from '../support/prove-key.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send } from './send.ts';

let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

const create = () => call(createApiKey, justSignedIn(acme.owner), { name: 'Sync', scopes: ['*'] });

describe('the last use of a key', () => {
  const lastUse = (id: string) =>
    rt.tenancy.control.get('SELECT lastUsedAt, lastUsedAddress, lastUsedRoute FROM ApiKey WHERE id = ?', [id]);
  /** Writes are committed in order: once this one is, those before it are. */
  const written = () => rt.tenancy.control.write(async () => {});

  it('is noted with where and for what, once a minute', async () => {
    const { key, id } = await create();
    const first = rt.clock.now().toISOString();
    await Promise.all(Array.from({ length: 20 }, () => send('GET /me', { key, address: '192.0.2.1' })));
    await written();
    const noted = { lastUsedAt: first, lastUsedAddress: '192.0.2.1', lastUsedRoute: 'GET /api/v1/me' };
    expect(await lastUse(id)).toEqual(noted);
    rt.clock.advance(59);
    await send('GET /ledger/receipts', { key, address: '192.0.2.2' });
    await written();
    expect(await lastUse(id)).toEqual(noted);
    rt.clock.advance(1);
    await send('GET /ledger/receipts', { key, address: '192.0.2.3' });
    await written();
    expect(await lastUse(id)).toEqual({
      lastUsedAt: rt.clock.now().toISOString(),
      lastUsedAddress: '192.0.2.3',
      lastUsedRoute: 'GET /api/v1/ledger/receipts',
    });
  });

  it('is not noted for whoever could not prove the key', async () => {
    const { key, id } = await create();
    await send('GET /me', { key: `${key.slice(0, 33)}${key.endsWith('0') ? '1' : '0'}`, address: '192.0.2.9' });
    await written();
    expect(await lastUse(id)).toEqual({ lastUsedAt: null, lastUsedAddress: null, lastUsedRoute: null });
  });

  it('is not lost when the process ends right after it', async () => {
    const folder = temporaryFolder();
    const dataDir = join(folder.path, 'data');
    await rt.close();
    rt = await createTestRuntime({ dataDir });
    acme = await createTestOrganization('Acme');
    const { key, id } = await create();
    expect(await lastUse(id)).toMatchObject({ lastUsedAt: null });
    const { keyId } = await proveKey(rt, key, '192.0.2.4');
    await rt.close();
    rt = await createTestRuntime({ dataDir });
    expect(await lastUse(keyId)).toMatchObject({ lastUsedAddress: '192.0.2.4' });
    await rt.close();
    folder.remove();
    rt = await createTestRuntime();
  });
});
