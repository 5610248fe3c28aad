import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { readMetrics } from '#lib/internal/read-metrics.ts';
import { drillRestore, listDrillRows } from '#lib/tenancy/backup/drill.ts';
import { listBackups } from '#lib/tenancy/backup/list-backups.ts';
import { listDrills } from '#lib/tenancy/backup/list-drills.ts';
import { backupDue, takeDueBackup, watchBackups } from '#lib/tenancy/backup/watch-backups.ts';
import { addContacts, copiesOf, filesBelow } from '../../../support/backups.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../../../support/call.ts';
import { ledgerOf } from '../../../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let other: TestOrganization;

beforeEach(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization();
  other = await createTestOrganization('Other');
  await addContacts(org, ['Ada', 'Grace']);
});
afterEach(() => rt.close());

const hour = 3_600;
const openAlerts = async (whose: TestOrganization) =>
  (await call(listAlerts, whose.owner, {})).data.filter(({ state }) => state === 'open').map(({ rule }) => rule);

describe('a restore drill', () => {
  test('counts what the backup holds, says so in every ledger that it concerns, and leaves no file', async () => {
    const backup = await rt.backups.take();
    const drill = await drillRestore(rt);
    expect(drill).toMatchObject({ outcome: 'passed', backup: backup.id, organizations: 2, users: 2, receipts: 2 });
    expect(await listDrillRows(rt.tenancy.control, 5)).toEqual([drill]);
    const told = { action: 'restore.drilled', subject: drill.id };
    expect((await ledgerOf(org.orgId)).at(-1)).toMatchObject({
      ...told,
      detail: { outcome: 'passed', backup: backup.id, receipts: 2 },
    });
    // What others have is nobody's business.
    expect((await ledgerOf(other.orgId)).at(-1)).toMatchObject({ ...told, detail: { receipts: 0 } });
    expect((await ledgerOf((await rt.installationLedger.id()) ?? '')).at(-1)).toMatchObject({
      ...told,
      detail: { organizations: 2, users: 2, receipts: 2, problems: 0 },
    });
    expect(await call(listDrills, org.owner, {})).toEqual({
      data: [expect.objectContaining({ id: drill.id, outcome: 'passed', receipts: 2, receipt: 3 })],
    });
    expect(filesBelow(`${rt.dataDir}/staging`)).toEqual([]);
    const metrics = await readMetrics(rt);
    expect(metrics).toContain('holdfast_drill_passed 1');
    expect(metrics).toContain('holdfast_drill_age_seconds 0');
    expect(metrics).toContain('holdfast_backup_age_seconds 0');
  });

  test('of a damaged copy alarms its organisation alone, until one passes', async () => {
    await rt.backups.take();
    writeFileSync(copiesOf(rt, org.orgId)[0] ?? '', 'damaged');
    const drill = await drillRestore(rt);
    expect(drill).toMatchObject({ outcome: 'failed', organizations: 1 });
    expect(await openAlerts(org)).toEqual(['backup.drillFailed']);
    expect(await openAlerts(other)).toEqual([]);
    expect((await call(listDrills, other.owner, {})).data[0]?.outcome).toBe('passed');
    rt.clock.advance(8 * 24 * hour);
    await rt.backups.take();
    await drillRestore(rt);
    expect(await openAlerts(org)).toEqual([]);
  });

  test('that nothing can be drilled with is no drill that passed, and one that was killed has failed', async () => {
    await refused(drillRestore(rt), 'data_folder_unusable');
    expect(await listDrillRows(rt.tenancy.control, 5)).toEqual([]);
    await rt.tenancy.control.write((tx) =>
      tx.run(
        "INSERT INTO RestoreDrill (id, startedAt, outcome, backup) VALUES ('drl_killed', '2020-01-01', 'running', 'x')",
      ),
    );
    await rt.backups.take();
    await drillRestore(rt);
    const rows = await listDrillRows(rt.tenancy.control, 5);
    expect(rows.find(({ id }) => id === 'drl_killed')).toMatchObject({ outcome: 'failed' });
  });
});

describe('the calendar', () => {
  test('makes a backup when the setting says so, once, and catches up with what was missed', async () => {
    const signal = new AbortController().signal;
    const count = async () => (await rt.backups.list()).backups.length;
    // 12:00. There is none yet: at once.
    await takeDueBackup(rt, signal);
    expect(await count()).toBe(1);
    await takeDueBackup(rt, signal);
    rt.clock.setTo('2026-03-02T02:19:59Z');
    await takeDueBackup(rt, signal);
    expect(await count()).toBe(1);
    rt.clock.setTo('2026-03-02T02:20:00Z');
    await takeDueBackup(rt, signal);
    expect(await count()).toBe(2);
    rt.clock.setTo('2026-03-09T11:00:00Z');
    await takeDueBackup(rt, signal);
    await takeDueBackup(rt, signal);
    expect(await count()).toBe(3);
    const found = await rt.backups.list();
    expect(backupDue('*/15 * * * *', found, new Date('2026-03-09T11:14:59Z'))).toBe(false);
    expect(backupDue('*/15 * * * *', found, new Date('2026-03-09T11:15:00Z'))).toBe(true);
  });

  test('tells every organisation without a good copy of 36 hours, and stops when there is one', async () => {
    await rt.backups.take();
    rt.clock.advance(36 * hour);
    await watchBackups(rt);
    expect(await openAlerts(org)).toEqual([]);
    rt.clock.advance(1);
    await watchBackups(rt);
    expect(await openAlerts(org)).toEqual(['backup.stale']);
    expect(await call(listBackups, org.owner, {})).toMatchObject({ stale: true });
    await rt.backups.take();
    await watchBackups(rt);
    expect(await openAlerts(org)).toEqual([]);
    expect(await call(listBackups, org.owner, {})).toMatchObject({
      stale: false,
      recoveryPoint: rt.clock.now().toISOString(),
    });
  });
});

test('an organisation sees its own copies, and nothing of others', async () => {
  const backup = await rt.backups.take();
  const listed = await call(listBackups, org.owner, {});
  expect(listed.data).toEqual([expect.objectContaining({ id: backup.id, receipts: 2, problem: null })]);
  expect(JSON.stringify(listed)).not.toContain(other.orgId);
});
