import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eraseAccountAgain } from '#lib/identity/account/finish-erasures.ts';
import { openConnection } from '#lib/platform/db/connection.ts';
import { newId } from '#lib/platform/ids.ts';
import { backupKey, controlDatabaseKey, masterKeysOf, readDataKey, subkeyOf } from '#lib/tenancy/keys.ts';
import { addContacts, backupsOf, contactsOf, copiesOf, filesBelow, readControl } from '../../../support/backups.ts';
import { createTestMember, createTestOrganization, refused, type TestOrganization } from '../../../support/call.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';
import { putFile } from '../../../support/files.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let other: TestOrganization;
let temporary: TemporaryFolder;

beforeEach(async () => {
  temporary = temporaryFolder();
  rt = await createTestRuntime();
  org = await createTestOrganization('Gone Company');
  other = await createTestOrganization('Other');
  await addContacts(org, ['Ada']);
  await addContacts(other, ['Eve']);
});
afterEach(async () => {
  await rt.close();
  temporary.remove();
});

/** Erases the organisation with the machine that the product has for it. */
async function erase(): Promise<void> {
  await rt.tombstones.lay({ kind: 'organization', orgId: org.orgId, subject: org.orgId });
  await rt.eraser.again(org.orgId);
}

describe('after the erasure of an organisation', () => {
  test('nothing opens its old copies: not the master key, no old control backup, no old tenant file', async () => {
    const masters = masterKeysOf(rt.secrets.masterKey);
    const { masterKey } = rt.secrets;
    const dataKey = await readDataKey(rt.tenancy.control, masters, org.orgId);
    if (dataKey === undefined) throw new Error('no data key');
    const row = await rt.tenancy.control.get<{ wrapped: Uint8Array }>('SELECT wrapped FROM DataKey WHERE orgId = ?', [
      org.orgId,
    ]);
    const wrapped = Buffer.from(row?.wrapped ?? []);
    await putFile(org.owner, 'file bytes');
    await rt.backups.take();
    rt.clock.advance(86_400);
    await addContacts(org, ['Grace']);
    const backup = await rt.backups.take();
    // What somebody may have taken along before: control databases of backups and the encrypted copies.
    const kept = join(temporary.path, 'kept');
    for (const folder of ['control', 'orgs', 'sets', 'objects']) {
      cpSync(join(backupsOf(rt), folder), join(kept, folder), { recursive: true });
    }
    const old = copiesOf(rt, org.orgId).map((file) => file.replace(backupsOf(rt), kept));
    expect(old).toHaveLength(2);
    openConnection({ file: old[0] ?? '', key: subkeyOf(dataKey, 'database-pages'), access: 'write' }).close();

    await erase();

    // All that the installation has, and all that was taken along, in clear as whoever has the master key sees it.
    const controls = [
      ...filesBelow(kept)
        .filter((name) => name.startsWith('control/'))
        .map((name) => join(kept, name)),
      ...filesBelow(backupsOf(rt))
        .filter((name) => name.startsWith('control/'))
        .map((name) => join(backupsOf(rt), name)),
    ];
    expect(controls).toHaveLength(4);
    for (const [index, file] of controls.entries()) {
      const copy = join(temporary.path, `plain-${index}.db`);
      cpSync(file, copy);
      const connection = openConnection({ file: copy, key: backupKey(masters, 1, 'control-pages'), access: 'write' });
      connection.pragma('journal_mode=DELETE');
      connection.exec("PRAGMA rekey=''");
      connection.close();
      const bytes = readFileSync(copy);
      expect(bytes.includes(other.slug), 'it was read in clear').toBe(true);
      expect(bytes.includes(wrapped), 'the wrapped key').toBe(false);
      // Those that we keep do not even name it any more.
      if (file.startsWith(backupsOf(rt))) expect(bytes.includes(org.slug), 'its name').toBe(false);
    }
    for (const name of filesBelow(rt.dataDir)) {
      expect(readFileSync(join(rt.dataDir, name)).includes(wrapped), name).toBe(false);
      expect(readFileSync(join(rt.dataDir, name)).includes(wrapped.toString('base64')), name).toBe(false);
    }
    expect(await readDataKey(rt.tenancy.control, masters, org.orgId)).toBeUndefined();
    const keys = [masterKey, controlDatabaseKey(masters, 1), backupKey(masters, 1, 'control-pages')];
    for (const file of old) {
      for (const key of keys) expect(() => openConnection({ file, key, access: 'read' })).toThrow(/cannot open/);
    }
    expect(
      filesBelow(backupsOf(rt)).filter((name) => name.includes(org.orgId) && !name.startsWith('tombstones/')),
    ).toEqual([]);
    // The others lost nothing by it.
    expect((await rt.backups.examine(backup.id)).found).toMatchObject({ organizations: 1, problems: [], users: 2 });
  });

  test('may be repeated, and answers when there is nothing', async () => {
    await rt.backups.forget(newId('org'));
    await rt.backups.take();
    await erase();
    await rt.backups.forget(org.orgId);
    expect((await rt.backups.list()).unreadable).toEqual([]);
  });

  test('a backup that was being made meanwhile holds nothing of it', async () => {
    const taking = rt.backups.take();
    await Promise.all([taking, erase()]);
    const backup = await taking;
    await rt.backups.forget(org.orgId);
    const { backups } = await rt.backups.list();
    expect(backups.find(({ id }) => id === backup.id)?.organizations.map(({ orgId }) => orgId)).not.toContain(
      org.orgId,
    );
    expect(
      filesBelow(backupsOf(rt)).filter((name) => name.includes(org.orgId) && !name.startsWith('tombstones/')),
    ).toEqual([]);
  });
});

describe('a restore brings nothing back that was erased', () => {
  test('not the organisation, even from a folder of backups that was put back whole, keys and all', async () => {
    await rt.backups.take();
    const kept = join(temporary.path, 'kept');
    cpSync(backupsOf(rt), kept, { recursive: true });
    await erase();
    rmSync(backupsOf(rt), { recursive: true });
    cpSync(kept, backupsOf(rt), { recursive: true });

    const into = join(temporary.path, 'restored');
    const { found } = await rt.backups.restoreInto('latest', { into, partly: false });
    expect(found).toMatchObject({ organizations: 1, erased: [org.orgId] });
    expect(readControl(into, rt.secrets.masterKey, 'SELECT count(*) AS organizations FROM Organization')).toEqual({
      organizations: 1,
    });
    await refused(
      rt.backups.restoreOrganization({ orgId: org.orgId, wanted: 'latest', actor: 'operator' }),
      'not_found',
    );
    await rt.close();
    rt = await createTestRuntime({ dataDir: into });
    await refused(
      rt.tenancy.acquire(org.orgId).then(() => undefined),
      'not_found',
    );
    expect(await contactsOf(rt, other.orgId)).toEqual(['Eve']);
  });

  test('not when somebody puts an old data folder back by hand beside the tombstones', async () => {
    const dataDir = join(temporary.path, 'data');
    await rt.close();
    rt = await createTestRuntime({ dataDir });
    org = await createTestOrganization('Gone Company');
    const leaver = await createTestMember(org.orgId, 'viewer', 'leaver@example.com');
    await rt.close();
    cpSync(dataDir, join(temporary.path, 'old'), { recursive: true });
    rt = await createTestRuntime({ dataDir });
    await erase();
    await eraseAccountAgain(rt, leaver.userId);
    await rt.close();
    for (const name of ['control.db', 'tenants']) {
      rmSync(join(dataDir, name), { recursive: true });
      cpSync(join(temporary.path, 'old', name), join(dataDir, name), { recursive: true });
    }
    rt = await createTestRuntime({ dataDir });
    await refused(
      rt.tenancy.acquire(org.orgId).then(() => undefined),
      'not_found',
    );
    expect(await rt.tenancy.control.get('SELECT id FROM Organization WHERE id = ?', [org.orgId])).toBeUndefined();
    expect(await rt.tenancy.control.get('SELECT id FROM User WHERE id = ?', [leaver.userId])).toBeUndefined();
    expect(filesBelow(join(dataDir, 'tenants')).filter((name) => name.includes(org.orgId))).toEqual([]);
  });

  test('not when the data folder forgot it and only the place of the backups knows', async () => {
    const dataDir = join(temporary.path, 'data');
    const backups = { HOLDFAST_BACKUP_DIR: join(temporary.path, 'backups') };
    await rt.close();
    rt = await createTestRuntime({ dataDir, env: backups });
    org = await createTestOrganization('Gone Company');
    await rt.close();
    cpSync(dataDir, join(temporary.path, 'old'), { recursive: true });
    rt = await createTestRuntime({ dataDir, env: backups });
    await erase();
    await rt.close();
    rmSync(dataDir, { recursive: true });
    cpSync(join(temporary.path, 'old'), dataDir, { recursive: true });
    expect(existsSync(join(dataDir, 'erasures'))).toBe(false);
    rt = await createTestRuntime({ dataDir, env: backups });
    await refused(
      rt.tenancy.acquire(org.orgId).then(() => undefined),
      'not_found',
    );
  });
});
