import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { runRetention } from '#lib/privacy/retention/run-cut.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { startChild } from '../support/child.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const script = new URL('./retention-child.ts', import.meta.url);

let temporary: TemporaryFolder;
let dataDir: string;
let orgId: string;
let rt: TestRuntime | undefined;

/** Rows called `value`, from 1 on. */
const numbersTo = (last: number) =>
  `WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ${last}) SELECT value FROM n`;

const oldInteractions = 700;
const oldEvents = 700;

beforeEach(async () => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
});
afterEach(async () => {
  await close();
  temporary.remove();
});

async function close(): Promise<void> {
  await rt?.close();
  rt = undefined;
}

/** Old interactions and audit events of one organisation, and young ones that must stay. */
async function seed(): Promise<void> {
  rt = await createTestRuntime({ dataDir });
  orgId = (await createTestOrganization('Acme')).orgId;
  const lease = await rt.tenancy.acquire(orgId);
  await lease.db.write(async (tx) => {
    await tx.run("INSERT INTO Contact (id, sortName, createdAt, updatedAt) VALUES ('con_1', '', '', '')");
    await tx.run(
      `INSERT INTO Interaction (id, contactId, channel, direction, occurredAt, createdAt)
       SELECT 'int_' || value, 'con_1', 'email', 'inbound',
              CASE WHEN value > ${oldInteractions} THEN '2026-02-28T00:00:00.000Z' ELSE '2020-01-01T00:00:00.000Z' END, ''
         FROM (${numbersTo(oldInteractions + 5)})`,
    );
  });
  lease.release();
  await rt.tenancy.control.write((tx) =>
    tx.run(
      `INSERT INTO AuditEvent (id, at, orgId, action, outcome)
       SELECT 'aud_' || value, '2020-01-01T00:00:00.000Z', '${orgId}', 'access.denied', 'refused'
         FROM (${numbersTo(oldEvents)})`,
    ),
  );
  await close();
}

/** What receipts say was cut, and what is left. */
async function outcome() {
  rt = await createTestRuntime({ dataDir });
  const operator = { kind: 'operator', orgId } as const;
  for (let done = false; !done; ) ({ done } = await call(runRetention, operator, {}, { request: { door: 'cli' } }));
  const lease = await rt.tenancy.acquire(orgId);
  const left = (await lease.db.get<{ n: number }>('SELECT count(*) AS n FROM Interaction'))?.n;
  lease.release();
  const events = await rt.tenancy.control.get<{ n: number }>(
    `SELECT count(*) AS n FROM AuditEvent WHERE orgId = ? AND at < '2021'`,
    [orgId],
  );
  const told: Record<string, number> = {};
  for (const { action, detail } of await ledgerOf(orgId)) {
    if (action !== 'retention.ran') continue;
    const { rule, count } = detail as { rule: string; count: number };
    told[rule] = (told[rule] ?? 0) + count;
  }
  const verdict = await call(verifyOwnLedger, operator, {}, { request: { door: 'cli' } });
  await close();
  return { left, events: events?.n, told, sound: verdict.ok };
}

test('killed before any statement that a cut writes by, the next run ends it, and receipts tell of each row once', async () => {
  await seed();
  const measured = startChild(script, [dataDir, orgId, '0']);
  const { written } = JSON.parse(await measured.line((line) => line.startsWith('{'))) as { written: number };
  expect(await measured.ended).toBe(0);
  expect(written).toBeGreaterThan(20);
  expect(await outcome()).toMatchObject({ left: 5, told: { interactions: oldInteractions } });
  temporary.remove();

  const steps = [2, 6, 13, Math.floor(written * 0.7), written - 1];
  let died = 0;
  for (const step of steps) {
    temporary = temporaryFolder();
    dataDir = join(temporary.path, 'data');
    await seed();
    const child = startChild(script, [dataDir, orgId, String(step)]);
    if ((await child.ended) === 'SIGKILL') died += 1;
    expect(await outcome(), `killed before statement ${step}`).toEqual({
      left: 5,
      events: 0,
      told: { interactions: oldInteractions, auditEvents: oldEvents },
      sound: true,
    });
    temporary.remove();
  }
  expect(died).toBeGreaterThan(steps.length / 2);
});
