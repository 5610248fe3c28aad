import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestTenancy, type TestTenancy } from '../support/tenancy.ts';

const organisations = 1_000;
const poolMax = 40;

let opened: TestTenancy;
const ids: string[] = [];

beforeAll(async () => {
  // The last of a thousand callers waits for all the others, however slow the machine is.
  opened = await openTestTenancy({ poolMax, slotWaitMs: 100_000 });
  for (let n = 0; n < organisations; n += 1) ids.push(await opened.createOrg());
});

afterAll(() => opened.remove());

/** Open database files of this process; 0 where the system does not tell. */
function descriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}

describe('1,000 organisations', () => {
  test('asked for at once hold no more than the pool open, and each is served its own database', async () => {
    const before = descriptors();
    let most = 0;
    await Promise.all(
      ids.map((orgId) =>
        opened.use(orgId, async (db) => {
          most = Math.max(most, descriptors());
          expect(opened.tenancy.stats().open).toBeLessThanOrEqual(poolMax);
          expect(await db.get('SELECT orgId FROM TenantIdentity')).toEqual({ orgId });
        }),
      ),
    );
    expect(opened.tenancy.stats()).toMatchObject({ leased: 0, open: poolMax, capacity: poolMax });
    // A writer (file, log, its index) and a reader for each, and little beside.
    expect(most - before).toBeLessThanOrEqual(poolMax * 6 + 20);
  });

  test('walked through one by one do not push out those that are in use again and again', async () => {
    const busy = ids.slice(0, 10);
    const visit = (orgId: string) => opened.use(orgId, async (db) => db.get('SELECT orgId FROM TenantIdentity'));
    for (let round = 0; round < 2; round += 1) for (const orgId of busy) await visit(orgId);
    const { misses } = opened.tenancy.stats();
    for (const orgId of ids.slice(10)) await visit(orgId);
    for (const orgId of busy) await visit(orgId);
    expect(opened.tenancy.stats().misses - misses).toBeLessThanOrEqual(organisations - busy.length);
  });
});
