import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { readPepperState, rotatePepper } from '#lib/api-keys/rotate-pepper.ts';
import {
  call,
  createTestOrganization,
  justSignedIn,
  operator,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { temporaryFolder } from '../support/data-folder.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send } from './send.ts';

const folder = temporaryFolder();
const dataDir = join(folder.path, 'data');
let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ dataDir, env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
});
afterAll(async () => {
  await rt.close();
  folder.remove();
});

const create = () => call(createApiKey, justSignedIn(acme.owner), { name: 'Sync', scopes: ['*'] });
let network = 0;
const statusOf = async (key: string) => {
  network += 1;
  return (await send('GET /me', { key, address: `192.0.2.${network % 250}` })).status;
};
const state = () => call(readPepperState, operator);
/** Writes are committed in order: once this one is, those before it are. */
const written = () => rt.tenancy.control.write(async () => {});
const versionOf = (id: string) => rt.tenancy.control.get('SELECT pepperVersion FROM ApiKey WHERE id = ?', [id]);

describe('rotating the pepper', () => {
  it('fails no request: keys work before, while and after, and move as they are used', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, create));
    expect(await state()).toMatchObject({ current: 1, previous: null, keysUnderCurrent: 20, keysUnderPrevious: 0 });
    const statuses: number[] = [];
    let rotating = true;
    const callers = keys.slice(0, 10).map(async ({ key }) => {
      while (rotating) {
        statuses.push(await statusOf(key));
        rt.clock.advance(1);
      }
    });
    await expect.poll(() => statuses.length).toBeGreaterThan(20);
    await call(rotatePepper, operator);
    const seen = statuses.length;
    await expect.poll(() => statuses.length).toBeGreaterThan(seen + 50);
    rotating = false;
    await Promise.all(callers);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    await written();
    expect(await state()).toEqual({
      current: 2,
      previous: 1,
      keysUnderCurrent: 10,
      keysUnderPrevious: 10,
      keysUnderNeither: 0,
    });
    for (const { key, id } of keys.slice(10)) {
      expect(await statusOf(key)).toBe(200);
      await written();
      expect(await versionOf(id)).toEqual({ pepperVersion: 2 });
      rt.clock.advance(10);
      expect(await statusOf(key)).toBe(200);
    }
    expect(await state()).toMatchObject({ keysUnderCurrent: 20, keysUnderPrevious: 0 });
  });

  it('holds after a restart, for keys that have moved and for keys that have not', async () => {
    const [moved, left] = [await create(), await create()];
    await call(rotatePepper, operator);
    expect(await statusOf(moved.key)).toBe(200);
    await rt.close();
    rt = await createTestRuntime({ dataDir, env: { AUTH_FLOOR_SUCCESS: 'off' } });
    expect(await versionOf(left.id)).not.toEqual(await versionOf(moved.id));
    expect([await statusOf(moved.key), await statusOf(left.key)]).toEqual([200, 200]);
  });

  it('409: leaves no key behind unless it is told to', async () => {
    const left = await create();
    await call(rotatePepper, operator, { abandonOld: true });
    const refusal = await refused(call(rotatePepper, operator), 'conflict');
    expect(refusal.publicMessage).toMatch(/^\d+ API keys are still hashed under the previous pepper/);
    expect(await statusOf(left.key)).toBe(200);
    const abandoned = await create();
    await written();
    await call(rotatePepper, operator, { abandonOld: true });
    await call(rotatePepper, operator, { abandonOld: true });
    expect(await statusOf(abandoned.key)).toBe(401);
    expect((await state()).keysUnderNeither).toBeGreaterThan(0);
  });

  it('lets no key in that is not the one that was hashed, whatever pepper its row names', async () => {
    const { key, id } = await create();
    const { current } = await state();
    for (const version of [current - 1, current + 1]) {
      await rt.tenancy.control.write((tx) => tx.run('UPDATE ApiKey SET pepperVersion = ? WHERE id = ?', [version, id]));
      expect(await statusOf(key)).toBe(401);
    }
  });

  it('is for whoever runs the installation alone', async () => {
    await refused(call(rotatePepper, acme.owner), 'not_found');
    await refused(call(readPepperState, acme.owner), 'not_found');
  });
});
