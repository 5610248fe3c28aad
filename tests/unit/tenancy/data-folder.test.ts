import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#lib/platform/clock.ts';
import { holderOf, openDataFolder } from '#lib/tenancy/data-folder.ts';
import { projectRoot, type TemporaryFolder, temporaryFolder } from '../../support/data-folder.ts';
import { openTestTenancy } from '../../support/tenancy.ts';

let temporary: TemporaryFolder;
let dataDir: string;

beforeEach(() => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
});

afterEach(() => temporary.remove());

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

function filesUnder(path: string): string[] {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('a data folder', () => {
  test('is readable by its owner alone, and so is every file in it', async () => {
    const opened = await openTestTenancy({ dataDir });
    const orgId = await opened.createOrg();
    await opened.use(orgId, (db) => db.write((tx) => tx.run('UPDATE Contact SET city = NULL')));
    expect(modeOf(dataDir)).toBe('700');
    expect(modeOf(join(dataDir, 'tenants'))).toBe('700');
    const files = filesUnder(dataDir);
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) expect(`${modeOf(file)} ${file}`).toBe(`600 ${file}`);
    await opened.close();
  });

  test('that was open to others is closed to them', () => {
    mkdirSync(dataDir, { mode: 0o755 });
    openDataFolder(dataDir, { clock: systemClock }).release();
    expect(modeOf(dataDir)).toBe('700');
  });

  test('is used by one holder at a time, and says by whom', () => {
    const folder = openDataFolder(dataDir, { clock: systemClock });
    expect(() => openDataFolder(dataDir, { clock: systemClock })).toThrow(
      expect.objectContaining({
        code: 'data_folder_in_use',
        publicMessage: expect.stringContaining(`process ${process.pid}`),
      }),
    );
    expect(holderOf(dataDir)).toMatchObject({ pid: process.pid });
    folder.announce('http://127.0.0.1:1/internal');
    expect(holderOf(dataDir)).toMatchObject({ pid: process.pid, operatorUrl: 'http://127.0.0.1:1/internal' });
    // Looking must not have freed the lease.
    expect(() => openDataFolder(dataDir, { clock: systemClock })).toThrow(/in use/);
    folder.release();
    expect(holderOf(dataDir)).toBeUndefined();
    openDataFolder(dataDir, { clock: systemClock }).release();
  });

  test('that nobody has opened has no holder', () => {
    expect(holderOf(dataDir)).toBeUndefined();
    expect(holderOf(join(dataDir, 'nowhere'))).toBeUndefined();
  });

  test('cleans up what a killed process had written aside', () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'secrets.json.4711.tmp'), 'half');
    openDataFolder(dataDir, { clock: systemClock }).release();
    expect(readdirSync(dataDir)).not.toContain('secrets.json.4711.tmp');
  });
});

describe('one clear sentence when the folder cannot be used', () => {
  test('because a file is in its place', () => {
    writeFileSync(dataDir, '');
    expect(() => openDataFolder(dataDir, { clock: systemClock })).toThrow(
      expect.objectContaining({
        code: 'data_folder_unusable',
        publicMessage: expect.stringMatching(/^The data folder .*data cannot be written: .+\.$/),
      }),
    );
  });

  test('because the disk is full', () => {
    expect(() => openDataFolder(dataDir, { clock: systemClock, freeBytesMin: Number.MAX_SAFE_INTEGER })).toThrow(
      expect.objectContaining({
        code: 'data_folder_unusable',
        publicMessage: expect.stringMatching(/is full: \d+ MiB are free, \d+ MiB are needed\.$/),
      }),
    );
    // Refused, it is not held.
    openDataFolder(dataDir, { clock: systemClock }).release();
  });

  test('because a newer version has written it', async () => {
    const newer = join(temporary.path, 'newer');
    for (const kind of ['control', 'tenant']) {
      cpSync(join(projectRoot, 'prisma', kind, 'migrations'), join(newer, 'prisma', kind, 'migrations'), {
        recursive: true,
      });
    }
    mkdirSync(join(newer, 'prisma/control/migrations/9001_future'));
    writeFileSync(
      join(newer, 'prisma/control/migrations/9001_future/migration.sql'),
      'CREATE TABLE Future (id INTEGER);',
    );
    const opened = await openTestTenancy({ dataDir, projectRoot: newer });
    await opened.close();
    await expect(openTestTenancy({ dataDir, masterKeys: opened.masterKeys })).rejects.toMatchObject({
      code: 'data_newer_than_code',
      publicMessage: expect.stringMatching(/written by a newer version of Holdfast: .*9001_future/),
    });
    // Refused without a change: the newer version still opens it.
    await (await openTestTenancy({ dataDir, masterKeys: opened.masterKeys, projectRoot: newer })).close();
  });

  test('because the master key is another one', async () => {
    const opened = await openTestTenancy({ dataDir });
    await opened.close();
    const before = readFileSync(join(dataDir, 'control.db'));
    await expect(openTestTenancy({ dataDir })).rejects.toMatchObject({
      code: 'data_folder_unusable',
      publicMessage: expect.stringContaining('HOLDFAST_MASTER_KEY'),
    });
    expect(readFileSync(join(dataDir, 'control.db')).equals(before)).toBe(true);
  });
});
