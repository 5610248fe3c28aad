import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTenancy, type TestTenancy } from '../../support/tenancy.ts';

let test: TestTenancy;
let orgId: string;

beforeAll(async () => {
  test = await openTestTenancy({ poolMax: 2 });
  orgId = await test.createOrg();
});
afterAll(() => test.remove());

const place = (rule: string) =>
  test.use(orgId, (db) =>
    db.write((tx) =>
      tx.run('INSERT INTO RetentionOverride (rule, days, updatedBy, updatedAt) VALUES (?, 1, ?, ?)', [
        rule,
        'usr_a',
        '2026-01-01T00:00:00.000Z',
      ]),
    ),
  );

const sql = 'SELECT rule, days FROM RetentionOverride ORDER BY rule';

describe('a snapshot of an organisation', () => {
  it('answers as of its instant, in walks and in single reads, whatever is written meanwhile', async () => {
    await place('a');
    await place('b');
    const snapshot = await test.tenancy.snapshot(orgId);
    try {
      const seen: unknown[] = [];
      for (const row of snapshot.rows(sql)) {
        seen.push(row);
        await place(`later-${seen.length}`);
      }
      expect(seen).toEqual([
        ['a', 1],
        ['b', 1],
      ]);
      expect(await snapshot.get<{ n: number }>('SELECT count(*) AS n FROM RetentionOverride')).toEqual({ n: 2 });
    } finally {
      snapshot.close();
    }
    const after = await test.tenancy.snapshot(orgId);
    expect(await after.all(sql)).toHaveLength(4);
    after.close();
  });

  it('cannot be written through', async () => {
    const snapshot = await test.tenancy.snapshot(orgId);
    await expect(snapshot.all('DELETE FROM RetentionOverride RETURNING rule')).rejects.toThrow(/readonly/);
    snapshot.close();
  });

  it('of the control database answers as of its instant', async () => {
    const snapshot = test.tenancy.control.snapshot();
    const before = await snapshot.get('SELECT count(*) AS n FROM Organization');
    await test.createOrg();
    expect(await snapshot.get('SELECT count(*) AS n FROM Organization')).toEqual(before);
    snapshot.close();
  });

  it('gives its place back when it is closed, however often', async () => {
    for (let n = 0; n < 4; n += 1) {
      const snapshot = await test.tenancy.snapshot(orgId);
      snapshot.close();
      snapshot.close();
      await expect(snapshot.all(sql)).rejects.toThrow();
    }
    expect(test.tenancy.stats().leased).toBe(0);
  });

  it('of an organisation that is not there is refused', async () => {
    await expect(test.tenancy.snapshot('org_01J0000000000000000000000Z')).rejects.toMatchObject({ code: 'not_found' });
  });
});
