import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addContacts, backupsOf, filesBelow, readControl } from '../../../support/backups.ts';
import { createTestOrganization, type TestOrganization } from '../../../support/call.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';
import { approvedErasure } from '../../privacy/erasure/support.ts';

let rt: TestRuntime;
let org: TestOrganization;
let temporary: TemporaryFolder;

beforeEach(async () => {
  temporary = temporaryFolder();
  rt = await createTestRuntime();
  org = await createTestOrganization('Gone Company');
  await createTestOrganization('Other Company');
  await addContacts(org, ['Ada']);
});
afterEach(async () => {
  await rt.close();
  temporary.remove();
});

const beginErasing = () =>
  rt.tenancy.control.write((tx) => tx.run("UPDATE Organization SET status = 'erasing' WHERE id = ?", [org.orgId]));

/** How often the newest backup's control database names it. */
async function named(): Promise<number> {
  const into = join(temporary.path, 'restored');
  await rt.backups.restoreInto('latest', { into, partly: false });
  const { names } = readControl(
    into,
    rt.secrets.masterKey,
    `SELECT (SELECT count(*) FROM Organization WHERE id = '${org.orgId}')
          + (SELECT count(*) FROM Membership WHERE orgId = '${org.orgId}') AS names`,
  );
  return names as number;
}

test('a backup that is made while an erasure cannot get on says nothing of the organisation', async () => {
  await beginErasing();
  await rt.backups.take();
  expect(await named()).toBe(0);
});

test('nor does one in whose midst the erasure begins', async () => {
  const { control } = rt.tenancy;
  const all = control.all.bind(control);
  let walked = 0;
  Object.assign(control, {
    all: async (sql: string, params?: readonly string[]) => {
      // Right before the organisations are walked, and after the control database was copied.
      if (sql.includes('JOIN Placement') && sql.includes('LIMIT')) {
        walked += 1;
        if (walked === 1) await beginErasing();
      }
      return all(sql, params);
    },
  });
  await rt.backups.take();
  Object.assign(control, { all });
  expect(walked).toBeGreaterThan(1);
  expect(await named()).toBe(0);
});

test('what comes back to the place after an erasure, as a disk that was not there, goes with the next backup', async () => {
  await rt.backups.take();
  const kept = join(temporary.path, 'kept');
  cpSync(backupsOf(rt), kept, { recursive: true });
  rmSync(backupsOf(rt), { recursive: true });
  await approvedErasure(org.orgId);
  await rt.eraser.runDue();
  cpSync(kept, backupsOf(rt), { recursive: true });
  await rt.backups.take();
  const left = filesBelow(backupsOf(rt)).filter((name) => name.includes(org.orgId));
  expect(left).toEqual([`tombstones/organization-${org.orgId}.json`]);
  const { backups } = await rt.backups.list();
  expect(backups.flatMap(({ organizations }) => organizations.map(({ orgId }) => orgId))).not.toContain(org.orgId);
});

test('a certificate outlives a restore of a backup from before, also on a machine that has nothing but the backups', async () => {
  const before = await rt.backups.take();
  await approvedErasure(org.orgId);
  await rt.eraser.runDue();
  const certificates = () => rt.tenancy.control.all('SELECT number, orgId, file FROM ErasureCertificate');
  const given = await certificates();
  expect(given).toHaveLength(1);
  // On another day, or the one before would be let go.
  rt.clock.advance(2 * 86_400);
  await rt.backups.take();
  rmSync(join(rt.dataDir, 'erasures'), { recursive: true });
  const into = join(temporary.path, 'restored');
  await rt.backups.restoreInto(before.id, { into, partly: false });
  await rt.close();
  rt = await createTestRuntime({ dataDir: into });
  expect(await certificates()).toEqual(given);
});
