import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMigrations } from '#lib/platform/db/migrate.ts';
import { newId } from '#lib/platform/ids.ts';
import { masterKeysOf } from '#lib/tenancy/keys.ts';
import { startChild } from '../support/child.ts';
import { projectRoot, type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { openTestTenancy, type TestTenancy } from '../support/tenancy.ts';

const script = new URL('./tenancy-child.ts', import.meta.url);
const masterKey = randomBytes(32);
const migrationIds = readMigrations(projectRoot, 'tenant').map(({ id }) => id);

let temporary: TemporaryFolder;
let dataDir: string;
let opened: TestTenancy;

const open = (root?: string) =>
  openTestTenancy({
    dataDir,
    masterKeys: masterKeysOf(masterKey),
    ...(root === undefined ? {} : { projectRoot: root }),
  });

const start = (command: string, argument: string, root = projectRoot) =>
  startChild(script, [command, dataDir, masterKey.toString('hex'), root, argument]);

beforeEach(async () => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
  opened = await open();
});

afterEach(async () => {
  await opened.close();
  temporary.remove();
});

describe('a process killed while it writes', () => {
  test('has kept every write that it said was safe, and no half of one', async () => {
    const orgId = await opened.createOrg();
    const at = new Date().toISOString();
    await opened.use(orgId, (db) =>
      db.write((tx) =>
        tx.run(
          `INSERT INTO Contact (id, sortName, version, createdAt, updatedAt) VALUES ('con_counter', 'x', 0, ?, ?)`,
          [at, at],
        ),
      ),
    );
    const acknowledged: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      await opened.close();
      const child = start('write', orgId);
      await child.line((line) => line.startsWith('con_'));
      await pause(30 + round * 45);
      await child.kill();
      const lines = child.lines.filter((line) => line.startsWith('con_'));
      expect(lines.length).toBeGreaterThan(8);
      // The last line may have been cut by the kill: a shorter id would only look for a row that was never promised.
      acknowledged.push(...lines.filter((line) => /_\d+_\d+_\d+$/.test(line)).slice(0, -1));

      opened = await open();
      const rows = await opened.use(orgId, (db) =>
        db.all<{ id: string; version: number }>('SELECT id, version FROM Contact'),
      );
      const found = new Set(rows.map((row) => row.id));
      expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
      // Each write inserts a row and counts it, in one transaction.
      expect(rows.find((row) => row.id === 'con_counter')?.version).toBe(rows.length - 1);
      const check = await opened.use(orgId, (db) => db.all(`SELECT * FROM pragma_integrity_check`));
      expect(check).toEqual([{ integrity_check: 'ok' }]);
    }
  });
});

describe('a provisioning killed before each of its steps', () => {
  test('leaves either a whole organisation or nothing, and the same name can be had again', async () => {
    await opened.close();
    const measured = start('provision', `${newId('org')}:0`);
    const names = (await measured.line((line) => line.startsWith('steps '))).slice(6).split(' ');
    await measured.ended;
    const steps = names.length;
    expect(steps).toBeGreaterThan(15);
    // The file is on disk before it gets its name, and its name before anybody is told of it.
    const renamed = names.indexOf('renameSync');
    expect(names.slice(0, renamed)).toContain('fsyncSync');
    expect(names.slice(renamed + 1)).toContain('fsyncSync');
    expect(names.lastIndexOf('fsyncSync')).toBeLessThan(names.lastIndexOf('run'));
    opened = await open();
    await opened.tenancy.control.write((tx) => tx.run(`UPDATE Organization SET slug = 'measured'`));

    let cleared = 0;
    for (let step = 1; step <= steps; step += 1) {
      await opened.close();
      const orgId = newId('org');
      const child = start('provision', `${orgId}:${step}`);
      expect(await child.ended, `killed before step ${step}`).toBe('SIGKILL');
      opened = await open();

      const row = await opened.tenancy.control.get<{ status: string }>('SELECT status FROM Organization WHERE id = ?', [
        orgId,
      ]);
      const folder = join(dataDir, 'tenants', orgId.slice(-2));
      const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(orgId)) : [];
      if (row === undefined) {
        cleared += 1;
        expect(files, `after step ${step}`).toEqual([]);
        await expect(opened.tenancy.acquire(orgId)).rejects.toMatchObject({ code: 'not_found' });
        expect(await opened.tenancy.keyOf(orgId, 'objects')).toBeNull();
        await opened.tenancy.provision({ id: orgId, slug: 'victim', name: 'Victim', plan: 'free' });
      }
      expect(await opened.use(orgId, (db) => db.get('SELECT orgId FROM TenantIdentity'))).toEqual({ orgId });
      await opened.tenancy.control.write((tx) => tx.run('UPDATE Organization SET slug = id WHERE id = ?', [orgId]));
    }
    // Most kills come before the step that makes the organisation exist.
    expect(cleared).toBeGreaterThan(steps / 2);
  });
});

describe('a migration walk that is killed', () => {
  /** The project's migrations, and one that takes a while. */
  function slowerRoot(): string {
    const root = join(temporary.path, 'root');
    for (const kind of ['control', 'tenant']) {
      cpSync(join(projectRoot, 'prisma', kind, 'migrations'), join(root, 'prisma', kind, 'migrations'), {
        recursive: true,
      });
    }
    const folder = join(root, 'prisma/tenant/migrations/9999_slow');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'migration.sql'),
      `CREATE TABLE slow (id INTEGER NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT;
       INSERT INTO slow WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 5000)
         SELECT id, hex(randomblob(32)) FROM n;`,
    );
    return root;
  }

  test('goes on where it stopped: each organisation is migrated once, and a damaged one does not stop it', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => opened.createOrg()));
    const broken = ids[25] as string;
    await opened.close();
    writeFileSync(join(dataDir, 'tenants', broken.slice(-2), `${broken}.db`), randomBytes(8_192));

    const root = slowerRoot();
    let doneBefore = 0;
    for (const stopAt of [6, 18]) {
      const child = start('migrate', '', root);
      await child.line((line) => line === `done ${stopAt}`);
      await child.kill();
      expect(child.lines.some((line) => line.startsWith('{'))).toBe(false);
      doneBefore = stopAt;
    }

    opened = await open(root);
    const report = await opened.tenancy.migrateAll();
    expect(report.quarantined).toEqual([{ orgId: broken, reason: expect.stringContaining('damaged') }]);
    expect(report.migrated + report.current).toBe(39);
    expect(report.current).toBeGreaterThanOrEqual(doneBefore - 2);
    expect(report.migrated).toBeGreaterThan(0);
    for (const id of ids.filter((each) => each !== broken)) {
      expect(await opened.use(id, (db) => db.get('SELECT count(*) AS n FROM slow'))).toEqual({ n: 5_000 });
      const applied = await opened.use(id, (db) => db.all<{ id: string }>('SELECT id FROM _migration ORDER BY id'));
      expect(applied.map((row) => row.id)).toEqual([...migrationIds, '9999_slow']);
    }
    await expect(opened.tenancy.acquire(broken)).rejects.toMatchObject({ code: 'tenant_unavailable' });
  });
});
