import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { appendReceipt } from '#lib/ledger/append.ts';
import { auditRange } from '#lib/ledger/audit/audit-samples.ts';
import { listAudits } from '#lib/ledger/audit/list-audits.ts';
import { lastCheckpointRow } from '#lib/ledger/checkpoint-store.ts';
import { listKeyStatements } from '#lib/ledger/key-store.ts';
import { readCheckpoint } from '#lib/ledger/read-checkpoint.ts';
import { rotateKey } from '#lib/ledger/rotate-key.ts';
import { openCheckpoints } from '#lib/ledger/verify-keys.ts';
import type { SqlWriter } from '#lib/platform/db/types.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { createTestClock, type TestClock } from '../support/test-clock.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let dataDir: string;
let clock: TestClock;
let rt: TestRuntime;
let org: TestOrganization;
const start = async () => {
  rt = await createTestRuntime({ dataDir, clock });
};
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdfast-audit-'));
  clock = createTestClock();
  await start();
  org = await createTestOrganization('Audited');
});
afterEach(async () => {
  await rt.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const add = async (count: number) => {
  for (let n = 0; n < count; n += 1) await call(createContact, org.owner, { firstName: `Person ${n}` });
};
/** Many receipts in one write, as an import leaves them. */
const addAtOnce = (count: number) =>
  inLedger(async (tx) => {
    const draft = { action: 'contact.created', subject: 'con_1', detail: { n: 1 } };
    for (let n = 0; n < count; n += 1)
      await appendReceipt(tx, draft, { orgId: org.orgId, actor: 'usr_1', at: clock.now() });
  });
async function inLedger<T>(work: (tx: SqlWriter) => Promise<T>): Promise<T> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    return await lease.db.write(work);
  } finally {
    lease.release();
  }
}
/** Goes around the triggers, as somebody does who has the key of the file. */
const tamper = (sql: string, ...values: (string | number | Uint8Array)[]) =>
  inLedger(async (tx) => {
    const triggers = await tx.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'");
    for (const { name } of triggers) if (/^(Receipt|Ledger)/.test(name)) await tx.run(`DROP TRIGGER "${name}"`);
    await tx.run(sql, values);
  });
const audit = async () => {
  let step = await rt.auditor.step(org.orgId);
  while (!step.done) step = await rt.auditor.step(org.orgId);
  return step;
};
const audits = () => call(listAudits, org.owner);
const mismatches = async () => (await call(listAlerts, org.owner, { rule: 'ledger.mismatch' })).data;
const file = () => join(dataDir, 'tenants', org.orgId.slice(-2), `${org.orgId}.db`);
async function stopped(work: () => void): Promise<void> {
  await rt.close();
  work();
  await start();
}

describe('the auditor', () => {
  it('checks from where it ended, against every checkpoint and key, and says how far it came and when', async () => {
    await add(5);
    await call(readCheckpoint, org.owner);
    expect(await audit()).toEqual({ done: true, outcome: 'ok', seq: 5, problem: null });
    await call(rotateKey, org.owner);
    await add(3);
    await call(readCheckpoint, org.owner);
    clock.advance(60);
    expect(await audit()).toEqual({ done: true, outcome: 'ok', seq: 9, problem: null });
    const { data, ...state } = await audits();
    expect(state).toMatchObject({ verifiedTo: 9, verifiedAt: clock.now().toISOString(), stale: false });
    expect(data.map(({ fromSeq, toSeq, outcome }) => [fromSeq, toSeq, outcome])).toEqual([
      [5, 9, 'ok'],
      [0, 5, 'ok'],
    ]);
    expect(data[0]?.samples).toHaveLength(3);
    expect(await mismatches()).toEqual([]);
  });

  it('checks an empty ledger, and a long one in pieces; killed between two, it goes on', async () => {
    expect(await audit()).toMatchObject({ outcome: 'ok', seq: 0 });
    await addAtOnce(45_000);
    expect(await rt.auditor.step(org.orgId)).toMatchObject({ done: false, seq: 20_000 });
    await stopped(() => undefined);
    expect(await rt.auditor.step(org.orgId)).toMatchObject({ done: false, seq: 40_000 });
    expect(await audit()).toMatchObject({ outcome: 'ok', seq: 45_000 });
    expect((await audits()).data.map(({ fromSeq, toSeq }) => [fromSeq, toSeq])).toEqual([
      [0, 45_000],
      [0, 0],
    ]);
  });

  it('names a receipt that was changed, mails the owners, and does not come past it', async () => {
    await add(10);
    await tamper("UPDATE Receipt SET actor = 'usr_other' WHERE seq = 7");
    expect(await audit()).toMatchObject({ outcome: 'mismatch', problem: { seq: 7, problem: 'altered' } });
    expect(await audit()).toMatchObject({ outcome: 'mismatch', problem: { seq: 7 } });
    expect(await mismatches()).toMatchObject([
      { severity: 'critical', count: 2, detail: { place: 7, problem: 'altered' } },
    ]);
    await eventually('mail', () =>
      rt.mailbox().find(({ to, text }) => to === org.owner.email && text.includes('place: 7')),
    );
    const { data, verifiedAt } = await audits();
    expect(verifiedAt).toBeNull();
    expect(data[0]).toMatchObject({ outcome: 'mismatch', problem: { seq: 7, problem: 'altered' } });
  });

  it('finds a checkpoint that was signed over something else', async () => {
    await add(4);
    await call(readCheckpoint, org.owner);
    await tamper("UPDATE LedgerCheckpoint SET note = replace(note, 'time 2026', 'time 2025')");
    expect(await audit()).toMatchObject({ outcome: 'mismatch', problem: { seq: 4, problem: 'bad_signature' } });
  });

  it('finds a ledger whose file was put back, before and after it has grown anew', async () => {
    await add(6);
    let copy = '';
    await stopped(() => {
      copy = join(dataDir, 'copy.db');
      copyFileSync(file(), copy);
    });
    await add(4);
    expect(await audit()).toMatchObject({ outcome: 'ok', seq: 10 });
    await stopped(() => copyFileSync(copy, file()));
    expect(await audit()).toMatchObject({ outcome: 'mismatch', problem: { seq: 7, problem: 'truncated' } });
    await add(9);
    expect(await audit()).toMatchObject({ outcome: 'mismatch', problem: { seq: 10, problem: 'rewritten' } });
  });
});

describe('ranges that were checked earlier', () => {
  async function range(first: number, last: number) {
    const lease = await rt.tenancy.acquire(org.orgId);
    try {
      const kept = await lastCheckpointRow(lease.db);
      const { checkpoints } = openCheckpoints(org.orgId, await listKeyStatements(lease.db), kept ? [kept] : []);
      return await auditRange(lease.db, org.orgId, [first, last], checkpoints[0] as (typeof checkpoints)[number]);
    } finally {
      lease.release();
    }
  }
  beforeEach(async () => {
    await add(3);
    await addAtOnce(300);
    await call(rotateKey, org.owner);
    await addAtOnce(40);
    await call(readCheckpoint, org.owner);
    expect(await audit()).toMatchObject({ outcome: 'ok', seq: 344 });
  });

  it('agree with the last signed checkpoint, wherever they begin and end', async () => {
    for (const [first, last] of [
      [1, 1],
      [1, 344],
      [2, 5],
      [16, 32],
      [17, 272],
      [256, 256],
      [300, 310],
      [344, 344],
    ]) {
      expect(await range(first as number, last as number), `${first} to ${last}`).toBeNull();
    }
  });

  it('name a receipt that was changed since, with its hash and all that follows it or not', async () => {
    await tamper("UPDATE Receipt SET subject = 'con_2' WHERE seq = 20");
    expect(await range(10, 30)).toEqual({ seq: 20, problem: 'altered' });
    await tamper('UPDATE Receipt SET hash = ? WHERE seq = 100', Buffer.alloc(32, 1));
    expect(await range(90, 110)).toEqual({ seq: 100, problem: 'altered' });
    expect(await range(101, 110)).toMatchObject({ seq: 101 });
  });

  it('name a detail that was exchanged and a receipt that was taken out', async () => {
    await tamper(`UPDATE ReceiptDetail SET detail = '{"n":2}' WHERE seq = 33`);
    expect(await range(30, 40)).toEqual({ seq: 33, problem: 'detail_altered' });
    await tamper('DELETE FROM Receipt WHERE seq = 60');
    expect(await range(50, 70)).toEqual({ seq: 60, problem: 'missing' });
  });

  it('are not proven by a stored tree that was changed', async () => {
    await tamper('UPDATE LedgerTile SET hashes = zeroblob(length(hashes)) WHERE level = 1 AND n = 0');
    expect(await range(250, 260)).toEqual({ seq: 250, problem: 'proof_altered' });
  });
});

describe('the schedule', () => {
  it('asks for ledgers that are due, and the run is done in the background', async () => {
    await add(2);
    await rt.auditor.askDue();
    await eventually('a run', async () => (await audits()).verifiedTo === 2);
    const jobs = () => rt.tenancy.control.all("SELECT id FROM Job WHERE kind = 'ledger.audit'");
    await eventually('the end of its job', async () => (await jobs()).length === 0);
    await add(1);
    await rt.auditor.askDue();
    expect(await jobs()).toEqual([]);
    clock.advance(3 * 3_600);
    await rt.auditor.askDue();
    await eventually('another run', async () => (await audits()).verifiedTo === 3);
  });

  it('silence is an alert, whatever the jobs do, and is over with the next run', async () => {
    await audit();
    clock.advance(23 * 3_600);
    await rt.auditor.watch();
    const stale = async () => (await call(listAlerts, org.owner, { rule: 'ledger.auditStale' })).data;
    expect(await stale()).toEqual([]);
    clock.advance(3_600 + 1);
    await rt.auditor.watch();
    expect(await stale()).toMatchObject([{ state: 'open' }]);
    expect((await audits()).stale).toBe(true);
    await audit();
    expect(await stale()).toMatchObject([{ state: 'resolved', resolvedBy: 'system' }]);
    expect((await audits()).stale).toBe(false);
  });

  it('a ledger that was never checked is silence too', async () => {
    clock.advance(25 * 3_600);
    await rt.auditor.watch();
    expect((await call(listAlerts, org.owner, { rule: 'ledger.auditStale' })).data).toMatchObject([
      { detail: { verifiedAt: null } },
    ]);
  });
});
