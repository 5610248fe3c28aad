import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isHoldfastError } from '#lib/platform/errors.ts';
import { createTestOrganization } from '../support/call.ts';
import { type Child, startChild } from '../support/child.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { type CrashRequest, sendCrashRequest } from './idempotency-request.ts';

const script = new URL('./idempotency-child.ts', import.meta.url);

let temporary: TemporaryFolder;
let dataDir: string;
let orgId: string;
let rt: TestRuntime | undefined;

beforeEach(async () => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
  rt = await createTestRuntime({ dataDir });
  orgId = (await createTestOrganization('Acme')).orgId;
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

const start = (request: CrashRequest, killAt: number) =>
  startChild(script, [dataDir, JSON.stringify(request), String(killAt)]);

/** The statements that one such request writes by, in order. */
async function stepsOf(operation: CrashRequest['operation']): Promise<string[]> {
  const child = start({ orgId, operation, key: 'measured', name: 'Measured' }, 0);
  const line = await child.line((each) => each.startsWith('{'));
  expect(await child.ended).toBe(0);
  return JSON.parse(line).seen;
}

/** 1 for a process that was killed; background work may come in between, so that a late step is not reached. */
async function died(child: Child): Promise<number> {
  const ended = await child.ended;
  expect(['SIGKILL', 0]).toContain(ended);
  return ended === 0 ? 0 : 1;
}

async function count(sql: string, ...params: string[]): Promise<number> {
  const lease = await (rt as TestRuntime).tenancy.acquire(orgId);
  try {
    return (await lease.db.get<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`, params))?.n ?? -1;
  } finally {
    lease.release();
  }
}

test('a creation killed before any of its statements, and sent again, has happened exactly once', async () => {
  const steps = await stepsOf('contacts.create');
  const [change, kept, receipt] = ['"Contact"', '"IdempotencyRecord"', 'Receipt'].map((table) =>
    steps.indexOf(`INSERT INTO ${table}`),
  ) as [number, number, number];
  // Change, answer and receipt are of one transaction.
  expect(Math.min(change, kept, receipt)).toBeGreaterThan(steps.lastIndexOf('BEGIN IMMEDIATE', change));
  expect(steps.slice(Math.min(change, kept, receipt), Math.max(change, kept, receipt))).not.toContain('COMMIT');
  let killed = 0;
  for (let step = 1; step <= steps.length; step += 1) {
    const request: CrashRequest = { orgId, operation: 'contacts.create', key: `step-${step}`, name: `Step ${step}` };
    killed += await died(start(request, step));
    rt = await createTestRuntime({ dataDir });
    const { id } = (await sendCrashRequest(request)) as { id: string };
    expect((await sendCrashRequest(request)) as { id: string }).toMatchObject({ id });
    expect(await count('"Contact" WHERE firstName = ?', request.name)).toBe(1);
    expect(await count('"Receipt" WHERE subject = ?', id)).toBe(1);
    expect(await count(`"IdempotencyRecord" WHERE key = ? AND state = 'done'`, request.key)).toBe(1);
    await close();
  }
  expect(killed).toBeGreaterThan(steps.length / 2);
});

test('a creation whose process died before it could answer is answered to the one who asks again', async () => {
  const request: CrashRequest = { orgId, operation: 'contacts.create', key: 'unheard', name: 'Unheard' };
  const child = start(request, 0);
  const { output } = JSON.parse(await child.line((line) => line.startsWith('{')));
  await child.kill();
  rt = await createTestRuntime({ dataDir });
  expect(JSON.stringify(await sendCrashRequest(request))).toBe(JSON.stringify(output));
  expect(await count('"Contact" WHERE firstName = ?', 'Unheard')).toBe(1);
});

test('a change of the directory killed before any of its statements never happens twice: again, or nobody knows', async () => {
  const steps = await stepsOf('organizations.rename');
  const claim = steps.indexOf('INSERT INTO "IdempotencyRecord"');
  expect(claim).toBeGreaterThan(0);
  const outcomes: string[] = [];
  for (let step = 1; step <= steps.length; step += 1) {
    const request: CrashRequest = {
      orgId,
      operation: 'organizations.rename',
      key: `step-${step}`,
      name: `Name ${step}`,
    };
    await died(start(request, step));
    rt = await createTestRuntime({ dataDir });
    const outcome = await sendCrashRequest(request).then(
      () => 'done',
      (error: unknown) => (isHoldfastError(error) ? error.code : String(error)),
    );
    outcomes.push(outcome);
    // Whatever was owed when it died has been paid: one change, one receipt; and none more by asking again.
    const renamed = await count(
      `"ReceiptDetail" d JOIN "Receipt" r USING (seq) WHERE r.action = 'organization.renamed' AND d.detail LIKE ?`,
      `%"${request.name}"}%`,
    );
    expect(renamed, `${outcome} before ${steps[step - 1]}`).toBeLessThanOrEqual(1);
    if (outcome === 'done') expect(renamed).toBe(1);
    await close();
  }
  expect([...new Set(outcomes)].slice(0, 2)).toEqual(['done', 'idempotency_outcome_unknown']);
});
