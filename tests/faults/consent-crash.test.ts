import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { onceTag } from '#lib/consent/consent-id.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { startChild } from '../support/child.ts';
import { type AskingStorefront, askingStorefront, choose, newOnceKey } from '../support/consents.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const script = new URL('./consent-child.ts', import.meta.url);

let temporary: TemporaryFolder;
let dataDir: string;
let org: TestOrganization;
let shop: AskingStorefront;
let rt: TestRuntime | undefined;

beforeEach(async () => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
  rt = await createTestRuntime({ dataDir });
  org = await createTestOrganization('Acme');
  shop = await askingStorefront(org);
  await close();
});
afterEach(async () => {
  await close();
  temporary.remove();
});

async function close(): Promise<void> {
  await rt?.close();
  rt = undefined;
}

const start = (onceKeys: readonly string[], step: number) =>
  startChild(script, [dataDir, JSON.stringify(shop), onceKeys.join(), String(step)]);

/** Statements and answers of a process that was left alone. */
async function told(onceKeys: readonly string[]): Promise<{ seen: string[]; answers: unknown[] }> {
  const child = start(onceKeys, 0);
  const line = await child.line((each) => each.startsWith('{'));
  expect(await child.ended).toBe(0);
  return JSON.parse(line);
}

/** Of each of these choices: how many records there are, and how many receipts of them. */
async function kept(onceKeys: readonly string[]): Promise<(readonly [records: number, receipts: number])[]> {
  const lease = await (rt as TestRuntime).tenancy.acquire(org.orgId);
  try {
    const counts = [];
    for (const key of onceKeys) {
      const rows = await lease.db.all<{ id: string }>('SELECT id FROM ConsentRecord WHERE onceKey = ?', [onceTag(key)]);
      const receipts = await lease.db.all(
        `SELECT 1 FROM Receipt WHERE action = 'consent.recorded' AND subject IN (SELECT value FROM json_each(?))`,
        [JSON.stringify(rows.map(({ id }) => id))],
      );
      counts.push([rows.length, receipts.length] as const);
    }
    return counts;
  } finally {
    lease.release();
  }
}

async function receiptsOfAll(): Promise<number> {
  const lease = await (rt as TestRuntime).tenancy.acquire(org.orgId);
  try {
    return (await lease.db.all(`SELECT 1 FROM Receipt WHERE action = 'consent.recorded'`)).length;
  } finally {
    lease.release();
  }
}

test('a choice killed before every second of its statements is whole or not there, and sent again it is there once', async () => {
  const { seen } = await told([newOnceKey()]);
  const [record, receipt] = ['INSERT INTO ConsentRecord', 'INSERT INTO Receipt'].map((text) => seen.indexOf(text));
  // Record and receipt are of one transaction.
  expect(Math.min(record ?? -1, receipt ?? -1)).toBeGreaterThan(-1);
  expect(seen.slice(record, receipt)).not.toContain('COMMIT');
  let killed = 0;
  for (let step = 1; step <= seen.length; step += 2) {
    const key = newOnceKey();
    killed += (await start([key], step).ended) === 'SIGKILL' ? 1 : 0;
    rt = await createTestRuntime({ dataDir });
    const [after] = await kept([key]);
    expect(
      [
        [0, 0],
        [1, 1],
      ],
      `before ${seen[step - 1]}`,
    ).toContainEqual(after);
    const again = await choose(shop, { onceKey: key });
    expect(await choose(shop, { onceKey: key })).toEqual(again);
    expect(await kept([key])).toEqual([[1, 1]]);
    await close();
  }
  expect(killed).toBeGreaterThan(seen.length / 4);
  rt = await createTestRuntime({ dataDir });
  expect(await receiptsOfAll()).toBe(Math.ceil(seen.length / 2) + 1);
  expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
});

test('of forty visitors in one commit none is there by half, and all are told the same when they ask again', async () => {
  const first = Array.from({ length: 40 }, newOnceKey);
  const { seen, answers } = await told(first);
  rt = await createTestRuntime({ dataDir });
  // The answers of a process that is gone are those that its visitors get now.
  expect(await Promise.all(first.map((onceKey) => choose(shop, { onceKey })))).toEqual(answers);
  await close();
  const commit = seen.indexOf('COMMIT', seen.indexOf('INSERT INTO ConsentRecord')) + 1;
  for (const step of [Math.floor(commit / 2), commit, commit + 1]) {
    const keys = Array.from({ length: 40 }, newOnceKey);
    await start(keys, step).ended;
    rt = await createTestRuntime({ dataDir });
    for (const counts of await kept(keys))
      expect([
        [0, 0],
        [1, 1],
      ]).toContainEqual(counts);
    await Promise.all(keys.map((onceKey) => choose(shop, { onceKey })));
    expect(await kept(keys)).toEqual(keys.map(() => [1, 1]));
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
    await close();
  }
});
