import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { openConnection } from '#lib/platform/db/connection.ts';
import { digestOf } from '#lib/tenancy/backup/digest-file.ts';
import { drillRestore } from '#lib/tenancy/backup/drill.ts';
import type { BackupManifest } from '#lib/tenancy/backup/manifest.ts';
import { writeManifest } from '#lib/tenancy/backup/manifest.ts';
import { masterKeysOf, readSubkey } from '#lib/tenancy/keys.ts';
import { addContacts, backupsOf, copiesOf, filesBelow, flipByte } from '../../../support/backups.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../../../support/call.ts';
import { ledgerOf } from '../../../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
let backup: BackupManifest;
let copy: string;

beforeEach(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization();
  await addContacts(org, ['Ada', 'Grace']);
  backup = await rt.backups.take();
  copy = copiesOf(rt, org.orgId)[0] ?? '';
});
afterEach(() => rt.close());

const found = async () => (await rt.backups.examine('latest')).found;
const restore = () => rt.backups.restoreOrganization({ orgId: org.orgId, wanted: 'latest', actor: 'operator' });

describe('a copy that is not what was put there is refused', () => {
  const damages: Readonly<Record<string, (file: string) => void>> = {
    'with a byte of its head changed': (file) => flipByte(file, 5),
    'with a byte in the middle changed': (file) => flipByte(file, Math.floor(statSync(file).size / 2)),
    'with its last byte changed': (file) => flipByte(file, -1),
    'cut short': (file) => truncateSync(file, statSync(file).size - 4_096),
    'with something behind it': (file) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.alloc(4_096)])),
    empty: (file) => truncateSync(file, 0),
    gone: (file) => rmSync(file),
  };
  for (const [how, damage] of Object.entries(damages)) {
    test(how, async () => {
      damage(copy);
      expect((await found()).problems).toEqual([{ orgId: org.orgId, problem: expect.any(String) }]);
      await refused(restore(), 'data_folder_unusable');
      await refused(
        rt.backups.restoreInto('latest', { into: join(rt.dataDir, 'new'), partly: false }),
        'data_folder_unusable',
      );
      expect(filesBelow(join(rt.dataDir, 'staging'))).toEqual([]);
      // Nothing was touched.
      await addContacts(org, ['Still there']);
    });
  }

  test('of another organisation in its place', async () => {
    const other = await createTestOrganization('Other');
    await rt.backups.take();
    copyFileSync(copiesOf(rt, other.orgId)[0] ?? '', copy);
    expect((await found()).problems).toEqual([{ orgId: org.orgId, problem: expect.any(String) }]);
  });

  test('that is an older copy of the same organisation', async () => {
    await addContacts(org, ['Third']);
    rt.clock.advance(86_400);
    await rt.backups.take();
    const [old = '', young = ''] = copiesOf(rt, org.orgId);
    copyFileSync(old, young);
    expect((await found()).problems).toEqual([{ orgId: org.orgId, problem: expect.any(String) }]);
  });
});

describe('a description that is not what was written is no backup', () => {
  const file = () => join(backupsOf(rt), 'sets', `${backup.id}.json`);

  test('changed anywhere', async () => {
    writeFileSync(file(), readFileSync(file(), 'utf8').replace('"receipts":2', '"receipts":1'));
    const { backups, unreadable } = await rt.backups.list();
    expect(backups).toEqual([]);
    expect(unreadable).toEqual([{ id: backup.id, problem: expect.stringContaining('changed') }]);
    await refused(rt.backups.examine(backup.id), 'data_folder_unusable');
    // What it may refer to is kept, however many backups are made.
    rt.clock.advance(400 * 86_400);
    await rt.backups.take();
    expect(filesBelow(backupsOf(rt))).toContain(backup.control?.object);
  });

  test('of another backup', async () => {
    rt.clock.advance(86_400);
    const second = await rt.backups.take();
    copyFileSync(join(backupsOf(rt), 'sets', `${second.id}.json`), file());
    expect((await rt.backups.list()).unreadable).toEqual([
      { id: backup.id, problem: expect.stringContaining(second.id) },
    ]);
  });

  test('made under another master key', async () => {
    const foreign = writeManifest(masterKeysOf(new Uint8Array(32).fill(7)), backup);
    writeFileSync(file(), foreign);
    expect((await rt.backups.list()).unreadable).toHaveLength(1);
  });
});

test('a drill finds a receipt that was changed in the copy, by somebody who has every key', async () => {
  const masters = masterKeysOf(rt.secrets.masterKey);
  const key = await readSubkey(rt.tenancy.control, masters, org.orgId, 'database-pages');
  const connection = openConnection({ file: copy, key: key?.bytes ?? new Uint8Array(32), access: 'write' });
  connection.pragma('journal_mode=DELETE');
  const triggers = connection
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'Receipt%'")
    .all();
  for (const { name } of triggers as { name: string }[]) connection.exec(`DROP TRIGGER "${name}"`);
  connection.prepare("UPDATE Receipt SET actor = 'usr_somebody_else' WHERE seq = 1").run();
  for (const { sql } of triggers as { sql: string }[]) connection.exec(sql);
  connection.close();
  const [entry] = backup.organizations;
  if (entry === undefined) throw new Error('no copy');
  const forged: BackupManifest = { ...backup, organizations: [{ ...entry, ...digestOf(copy) }] };
  writeFileSync(join(backupsOf(rt), 'sets', `${backup.id}.json`), writeManifest(masters, forged));

  const drill = await drillRestore(rt);
  expect(drill.outcome).toBe('failed');
  expect(JSON.parse(drill.problems)).toEqual([{ orgId: org.orgId, problem: expect.stringContaining('receipt 1') }]);
  expect((await ledgerOf(org.orgId)).at(-1)).toMatchObject({
    action: 'restore.drilled',
    subject: drill.id,
    detail: { outcome: 'failed', backup: backup.id },
  });
  const alerts = await call(listAlerts, org.owner, {});
  expect(alerts.data.map(({ rule }) => rule)).toEqual(['backup.drillFailed']);
});
