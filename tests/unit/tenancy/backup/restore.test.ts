import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { openConnection } from '#lib/platform/db/connection.ts';
import { readMigrations } from '#lib/platform/db/migrate.ts';
import { digestOf } from '#lib/tenancy/backup/digest-file.ts';
import { writeManifest } from '#lib/tenancy/backup/manifest.ts';
import { restoreOneOrganization } from '#lib/tenancy/backup/operator-operations.ts';
import { masterKeysOf, readSubkey } from '#lib/tenancy/keys.ts';
import { addContacts, backupsOf, contactsOf, copiesOf, filesBelow } from '../../../support/backups.ts';
import { call, createTestOrganization, operator, refused, type TestOrganization } from '../../../support/call.ts';
import { projectRoot, type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';
import { bytesOf, putFile } from '../../../support/files.ts';
import { ledgerOf } from '../../../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let temporary: TemporaryFolder;

beforeEach(async () => {
  temporary = temporaryFolder();
  rt = await createTestRuntime();
  org = await createTestOrganization();
  await addContacts(org, ['Ada', 'Grace']);
});
afterEach(async () => {
  await rt.close();
  temporary.remove();
});

const restore = (input: object = {}) => call(restoreOneOrganization, operator, { org: org.slug, ...input });

/** Opens the newest copy to change it as another version of the product might have left it. */
async function changeCopy(sql: string): Promise<void> {
  const masters = masterKeysOf(rt.secrets.masterKey);
  const [backup] = (await rt.backups.list()).backups;
  const file = copiesOf(rt, org.orgId).at(-1) ?? '';
  const key = await readSubkey(rt.tenancy.control, masters, org.orgId, 'database-pages');
  const connection = openConnection({ file, key: key?.bytes ?? new Uint8Array(32), access: 'write' });
  connection.pragma('journal_mode=DELETE');
  connection.exec(sql);
  const { schemaLevel } = connection.prepare('SELECT count(*) AS schemaLevel FROM _migration').get() as {
    schemaLevel: number;
  };
  connection.close();
  const [copy] = backup?.organizations ?? [];
  if (backup === undefined || copy === undefined) throw new Error('no copy');
  const changed = { ...backup, organizations: [{ ...copy, ...digestOf(file), schemaLevel }] };
  writeFileSync(join(backupsOf(rt), 'sets', `${backup.id}.json`), writeManifest(masters, changed));
}

describe('one organisation put back', () => {
  test('has what it had, tells so in its ledger and in that of the installation, and alarms nobody', async () => {
    const backup = await rt.backups.take();
    await addContacts(org, ['Lost']);
    while (!(await rt.auditor.step(org.orgId)).done);
    const before = await ledgerOf(org.orgId);
    const key = await call(createApiKey, org.owner, { name: 'Later', scopes: ['contacts:read'] });

    const restored = await restore();
    expect(restored).toMatchObject({ orgId: org.orgId, backup: backup.id, receipts: 2 });
    expect(restored.abandoned?.seq).toBe(before.length + 1);
    expect(await contactsOf(rt, org.orgId)).toEqual(['Ada', 'Grace']);
    const ledger = await ledgerOf(org.orgId);
    expect(ledger).toHaveLength(3);
    expect(ledger.at(-1)).toMatchObject({
      action: 'organization.restored',
      subject: org.orgId,
      detail: { backup: backup.id, receipts: 2, abandoned: { seq: before.length + 1 } },
    });
    // The control database stays as it is now.
    expect(await rt.tenancy.control.get('SELECT count(*) AS keys FROM ApiKey WHERE id = ?', [key.id])).toEqual({
      keys: 1,
    });
    expect(await call(verifyOwnLedger, org.owner, {})).toMatchObject({ ok: true });
    while (!(await rt.auditor.step(org.orgId)).done);
    const alerts = await call(listAlerts, org.owner, {});
    expect(alerts.data.filter(({ rule }) => rule === 'ledger.mismatch')).toEqual([]);
    const installation = await rt.installationLedger.id();
    expect((await ledgerOf(installation ?? '')).at(-1)).toMatchObject({ action: 'organization.restored' });
    expect(filesBelow(join(rt.dataDir, 'staging'))).toEqual([]);
    await addContacts(org, ['Next']);
  });

  test('has its files again, which it had deleted since', async () => {
    await putFile(org.owner, 'kept bytes');
    const lease = await rt.tenancy.acquire(org.orgId);
    const row = await lease.db.get<{ id: string }>('SELECT id FROM File');
    lease.release();
    await rt.backups.take();
    await rt.objects.store.removePrefix(`org/${org.orgId}/`);
    await restore();
    expect((await bytesOf(org.owner, row?.id ?? '')).toString()).toBe('kept bytes');
  });

  test('whose database is damaged, missing or set aside works again', async () => {
    await rt.backups.take();
    const { location } = (await rt.tenancy.control.get('SELECT location FROM Placement WHERE orgId = ?', [
      org.orgId,
    ])) as { location: string };
    await rt.tenancy.shut(org.orgId, 0);
    rt.tenancy.reopen(org.orgId);
    writeFileSync(join(rt.dataDir, 'tenants', location), 'damaged beyond repair');
    await expect(rt.tenancy.acquire(org.orgId)).rejects.toMatchObject({ code: 'tenant_unavailable' });
    expect(await restore()).toMatchObject({ abandoned: null });
    expect(await contactsOf(rt, org.orgId)).toEqual(['Ada', 'Grace']);
  });

  test('of an older version is brought to this one', async () => {
    await rt.backups.take();
    const [last] =
      (await rt.tenancy.control.all<{ level: number }>('SELECT schemaLevel AS level FROM Placement')) ?? [];
    // As it was before the last migration: without its tables.
    await changeCopy(`${dropsOfLastMigration()}; DELETE FROM _migration WHERE id = (SELECT max(id) FROM _migration)`);
    await restore();
    const lease = await rt.tenancy.acquire(org.orgId);
    const { level } = (await lease.db.get('SELECT count(*) AS level FROM _migration')) as { level: number };
    lease.release();
    expect(level).toBe(last?.level);
    expect(await contactsOf(rt, org.orgId)).toEqual(['Ada', 'Grace']);
  });

  test('of a newer version is refused, and nothing has changed', async () => {
    await rt.backups.take();
    await changeCopy(`INSERT INTO _migration (id, checksum, appliedAt) VALUES ('9999_future', 'x', 'now')`);
    await addContacts(org, ['Still']);
    await refused(restore(), 'data_newer_than_code');
    expect(await contactsOf(rt, org.orgId)).toEqual(['Ada', 'Grace', 'Still']);
    expect(existsSync(join(rt.dataDir, 'staging', `restore-${org.orgId}`))).toBe(false);
  });

  test('has nobody back who was erased since', async () => {
    const lease = await rt.tenancy.acquire(org.orgId);
    const ada = await lease.db.get<{ id: string }>("SELECT id FROM Contact WHERE firstName = 'Ada'");
    lease.release();
    await rt.backups.take();
    await rt.tombstones.lay({ kind: 'contact', orgId: org.orgId, subject: ada?.id ?? '' });
    await restore();
    expect(await contactsOf(rt, org.orgId)).toEqual(['Grace']);
    expect((await ledgerOf(org.orgId)).map(({ action }) => action)).toContain('person.erased');
    // Nor in a new folder, whose first start erases again before it serves.
    const into = join(temporary.path, 'again');
    await rt.backups.restoreInto('latest', { into, partly: false });
    await rt.close();
    rt = await createTestRuntime({ dataDir: into });
    expect(await contactsOf(rt, org.orgId)).toEqual(['Grace']);
  });

  test('that no backup holds, or that is unknown, is told so', async () => {
    await refused(restore(), 'data_folder_unusable');
    await refused(call(restoreOneOrganization, operator, { org: 'nobody' }), 'not_found');
  });

  test('lets nobody in meanwhile', async () => {
    await rt.backups.take();
    let seen: unknown;
    const control = rt.tenancy.control;
    const watching = setInterval(async () => {
      const row = await control.get<{ status: string }>('SELECT status FROM Organization WHERE id = ?', [org.orgId]);
      if (row?.status === 'blocked') {
        seen ??= await call(verifyOwnLedger, org.owner, {}).catch((error: { code: string }) => error.code);
      }
    }, 1);
    await restore();
    clearInterval(watching);
    expect(seen === undefined || seen === 'tenant_unavailable').toBe(true);
    expect(await rt.tenancy.control.get('SELECT status FROM Organization WHERE id = ?', [org.orgId])).toEqual({
      status: 'active',
    });
  });
});

/** What undoes the last migration in an organisation's database, from what it made. */
function dropsOfLastMigration(): string {
  const sql = readMigrations(projectRoot, 'tenant').at(-1)?.sql ?? '';
  const tables = [...sql.matchAll(/CREATE TABLE "?(\w+)"?/g)].map(([, name]) => `DROP TABLE "${name}"`);
  return tables.toReversed().join('; ');
}

describe('a new data folder from a backup', () => {
  test('serves what was backed up: organisations, people, receipts, files', async () => {
    await putFile(org.owner, 'kept bytes');
    const other = await createTestOrganization('Other');
    await addContacts(other, ['Eve']);
    const backup = await rt.backups.take();
    await addContacts(org, ['Too late']);
    const lease = await rt.tenancy.acquire(org.orgId);
    const row = await lease.db.get<{ id: string }>('SELECT id FROM File');
    lease.release();
    const into = join(temporary.path, 'again');
    const { found } = await rt.backups.restoreInto(backup.id, { into, partly: false });
    expect(found).toMatchObject({ organizations: 2, users: 2, problems: [] });
    await refused(rt.backups.restoreInto(backup.id, { into, partly: false }), 'conflict');
    expect(existsSync(`${into}.restoring`)).toBe(false);

    await rt.close();
    rt = await createTestRuntime({ dataDir: into });
    expect(await contactsOf(rt, org.orgId)).toEqual(['Ada', 'Grace']);
    expect(await contactsOf(rt, other.orgId)).toEqual(['Eve']);
    expect((await bytesOf(org.owner, row?.id ?? '')).toString()).toBe('kept bytes');
    expect(await call(verifyOwnLedger, org.owner, {})).toMatchObject({ ok: true });
    expect(await rt.tenancy.control.get('SELECT count(*) AS n FROM Session')).toEqual({ n: 0 });
    expect((await ledgerOf((await rt.installationLedger.id()) ?? '')).at(-1)).toMatchObject({
      action: 'organization.restored',
      subject: backup.id,
    });
    expect(existsSync(join(into, 'restored.json'))).toBe(false);
  });

  test('leaves out what is damaged, if that will do', async () => {
    const other = await createTestOrganization('Other');
    await rt.backups.take();
    writeFileSync(copiesOf(rt, other.orgId)[0] ?? '', 'damaged');
    const into = join(temporary.path, 'again');
    await refused(rt.backups.restoreInto('latest', { into, partly: false }), 'data_folder_unusable');
    expect(existsSync(into)).toBe(false);
    const { found } = await rt.backups.restoreInto('latest', { into, partly: true });
    expect(found.problems).toEqual([{ orgId: other.orgId, problem: expect.any(String) }]);
  });
});
