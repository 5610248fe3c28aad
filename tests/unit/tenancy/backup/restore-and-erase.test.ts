import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeJournal } from '#lib/tenancy/backup/restore-journal.ts';
import { addContacts, filesBelow } from '../../../support/backups.ts';
import { createTestOrganization, refused, type TestOrganization } from '../../../support/call.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';
import { approvedErasure } from '../../privacy/erasure/support.ts';

let rt: TestRuntime;
let org: TestOrganization;
let temporary: TemporaryFolder;

beforeEach(async () => {
  temporary = temporaryFolder();
  rt = await createTestRuntime({ dataDir: join(temporary.path, 'data') });
  org = await createTestOrganization('Gone Company');
  await addContacts(org, ['Ada']);
});
afterEach(async () => {
  await rt.close();
  temporary.remove();
});

const statusOf = (orgId: string) =>
  rt.tenancy.control.get<{ status: string }>('SELECT status FROM Organization WHERE id = ?', [orgId]);
const certificates = () => rt.tenancy.control.all<{ orgId: string }>('SELECT orgId FROM ErasureCertificate');
const namedFiles = () =>
  filesBelow(rt.dataDir).filter((name) => name.includes(org.orgId) && !/^erasures\/|\/tombstones\//.test(name));
const restore = () => rt.backups.restoreOrganization({ orgId: org.orgId, wanted: 'latest', actor: 'operator' });

/** What a restore that was cut off leaves, before its database took its place. */
function journalOf(status: string) {
  return {
    ...{ id: 'drl_test', orgId: org.orgId, location: join(org.orgId.slice(-2), `${org.orgId}.db`), status },
    ...{ backup: 'bak_test', copiedAt: rt.clock.now().toISOString(), receipts: 1 },
    ...{ schemaLevel: rt.tenancy.schemaLevel, at: rt.clock.now().toISOString(), abandoned: null },
  };
}

describe('an organisation that is put back and erased at once', () => {
  test('is erased, whichever comes first: none is half alive, and nothing of it is left', async () => {
    await rt.backups.take();
    await approvedErasure(org.orgId);
    const restoring = restore().then(
      () => 'restored',
      (error: { code: string }) => error.code,
    );
    await rt.eraser.runDue();
    const outcome = await restoring;
    await rt.eraser.runDue();
    expect(['restored', 'not_found', 'data_folder_unusable']).toContain(outcome);
    expect(await statusOf(org.orgId)).toBeUndefined();
    expect(await certificates()).toEqual([{ orgId: org.orgId }]);
    expect(namedFiles()).toEqual([]);
  });

  test('is not let out again by a restore that begins when its erasure has begun', async () => {
    await rt.backups.take();
    const { control } = rt.tenancy;
    // The erasure begins after the restore has looked at the organisation, and before it blocks it.
    const get = control.get.bind(control);
    let asked = 0;
    Object.assign(control, {
      get: async (sql: string, params?: readonly string[]) => {
        const row = await get(sql, params);
        if (sql.includes('o.status, p.location')) {
          asked += 1;
          await control.write((tx) => tx.run("UPDATE Organization SET status = 'erasing' WHERE id = ?", [org.orgId]));
        }
        return row;
      },
    });
    await refused(restore(), 'not_found');
    Object.assign(control, { get });
    expect(asked).toBe(1);
    expect(await statusOf(org.orgId)).toEqual({ status: 'erasing' });
    expect(existsSync(join(rt.dataDir, 'staging', `restore-${org.orgId}`))).toBe(false);
  });

  test('waits for a restore under way, and begins once that has ended', async () => {
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Organization SET status = 'blocked' WHERE id = ?", [org.orgId]),
    );
    await approvedErasure(org.orgId);
    await rt.eraser.runDue();
    expect(await statusOf(org.orgId)).toEqual({ status: 'blocked' });
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Organization SET status = 'active' WHERE id = ?", [org.orgId]),
    );
    await rt.eraser.runDue();
    expect(await certificates()).toHaveLength(1);
  });

  test.each(['erasing', 'gone'])('stays so at the start that finds what a killed restore left: %s', async (state) => {
    if (state === 'erasing') {
      await rt.tenancy.control.write((tx) =>
        tx.run("UPDATE Organization SET status = 'erasing' WHERE id = ?", [org.orgId]),
      );
    } else {
      await approvedErasure(org.orgId);
      await rt.eraser.runDue();
    }
    const folder = join(rt.dataDir, 'staging', `restore-${org.orgId}`);
    mkdirSync(folder, { recursive: true });
    writeJournal({ folder: { path: rt.dataDir, controlFile: '', tenantsFolder: '' } }, journalOf('active'));
    await rt.close();
    rt = await createTestRuntime({ dataDir: join(temporary.path, 'data') });
    expect(await statusOf(org.orgId)).toEqual(state === 'erasing' ? { status: 'erasing' } : undefined);
    expect(existsSync(folder)).toBe(false);
  });

  test('takes along what a restore of it left unfinished', async () => {
    const folder = join(rt.dataDir, 'staging', `restore-${org.orgId}`);
    mkdirSync(folder, { recursive: true });
    writeJournal({ folder: { path: rt.dataDir, controlFile: '', tenantsFolder: '' } }, journalOf('active'));
    await approvedErasure(org.orgId);
    await rt.eraser.runDue();
    expect(await certificates()).toHaveLength(1);
    expect(namedFiles()).toEqual([]);
  });
});
