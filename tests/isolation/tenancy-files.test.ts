import { randomBytes } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openConnection } from '#lib/platform/db/connection.ts';
import { masterKeysOf } from '#lib/tenancy/keys.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { openTestTenancy, type TestTenancy } from '../support/tenancy.ts';

const at = '2026-01-01T00:00:00.000Z';
const marker = 'Marker-of-organisation-A';

let temporary: TemporaryFolder;
let dataDir: string;
let opened: TestTenancy;
let a: string;
let b: string;

const fileOf = (orgId: string) => join(dataDir, 'tenants', orgId.slice(-2), `${orgId}.db`);

const addContact = (orgId: string, name: string) =>
  opened.use(orgId, (db) =>
    db.write(({ prisma }) =>
      prisma.contact.create({
        data: { id: `con_${name}`, lastName: name, sortName: name, createdAt: at, updatedAt: at },
      }),
    ),
  );

const namesOf = (orgId: string) =>
  opened.use(orgId, (db) => db.all<{ lastName: string }>('SELECT lastName FROM Contact'));

async function reopen(options: Parameters<typeof openTestTenancy>[0] = {}): Promise<void> {
  await opened.close();
  opened = await openTestTenancy({ dataDir, masterKeys: opened.masterKeys, ...options });
}

/** Puts A's database files where B's are. */
function placeAOverB(): void {
  for (const suffix of ['-wal', '-shm']) rmSync(`${fileOf(b)}${suffix}`, { force: true });
  copyFileSync(fileOf(a), fileOf(b));
}

beforeEach(async () => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
  opened = await openTestTenancy({ dataDir });
  a = await opened.createOrg('org-a');
  b = await opened.createOrg('org-b');
  await addContact(a, marker);
});

afterEach(async () => {
  await opened.close();
  temporary.remove();
});

describe("one organisation's database is useless to another", () => {
  test('what A wrote is not in B, in no table, and not through a query B runs', async () => {
    expect(await namesOf(a)).toEqual([{ lastName: marker }]);
    expect(await namesOf(b)).toEqual([]);
    await expect(opened.use(b, (db) => db.all(`ATTACH '${fileOf(a)}' AS other`))).rejects.toMatchObject({
      code: 'internal',
    });
  });

  test("A's file under B's name does not open: it is of another key", async () => {
    await opened.close();
    placeAOverB();
    await reopen();
    await expect(opened.tenancy.acquire(b)).rejects.toMatchObject({ code: 'tenant_unavailable' });
    expect(
      await opened.tenancy.control.get('SELECT state, stateReason FROM Placement WHERE orgId = ?', [b]),
    ).toMatchObject({
      state: 'quarantined',
      stateReason: expect.stringContaining('another key'),
    });
    expect(await namesOf(a)).toEqual([{ lastName: marker }]);
  });

  test("A's file under B's name is refused even when it is encrypted under B's key: the file says whose it is", async () => {
    const aKey = await opened.tenancy.keyOf(a, 'database-pages');
    const bKey = await opened.tenancy.keyOf(b, 'database-pages');
    await opened.close();
    placeAOverB();
    const copy = openConnection({ file: fileOf(b), key: aKey?.bytes, access: 'write' });
    copy.pragma('journal_mode=DELETE');
    copy.exec(`PRAGMA rekey='raw:${Buffer.from(bKey?.bytes ?? []).toString('hex')}'`);
    copy.close();
    await reopen();
    await expect(opened.tenancy.acquire(b)).rejects.toMatchObject({
      code: 'tenant_unavailable',
      detail: expect.stringContaining('another organisation'),
    });
    // Quarantined, it stays shut, and says nothing more than before.
    await expect(opened.tenancy.acquire(b)).rejects.toMatchObject({ code: 'tenant_unavailable' });
  });

  test("A's placement pointed at B's file, or outside of the folder, opens nothing", async () => {
    const point = (location: string) =>
      opened.tenancy.control.write((tx) => tx.run('UPDATE Placement SET location = ? WHERE orgId = ?', [location, a]));
    await opened.use(b, async () => {});
    await point(join(b.slice(-2), `${b}.db`));
    await reopen();
    await expect(opened.tenancy.acquire(a)).rejects.toMatchObject({ code: 'tenant_unavailable' });
    await opened.tenancy.control.write((tx) => tx.run(`UPDATE Placement SET state = 'ok' WHERE orgId = ?`, [a]));
    await point('../control.db');
    await expect(opened.tenancy.acquire(a)).rejects.toMatchObject({ code: 'internal' });
    expect(await namesOf(b)).toEqual([]);
  });

  test("a wrapped key moved from A's row to B's does not unwrap", async () => {
    await opened.tenancy.control.write((tx) =>
      tx.run('UPDATE DataKey SET wrapped = (SELECT wrapped FROM DataKey WHERE orgId = ?) WHERE orgId = ?', [a, b]),
    );
    await reopen();
    await expect(opened.tenancy.keyOf(b, 'session-jwt')).rejects.toMatchObject({ code: 'internal' });
    await expect(opened.tenancy.acquire(b)).rejects.toMatchObject({ code: 'internal' });
    expect(await namesOf(a)).toEqual([{ lastName: marker }]);
  });

  test('once its data key is gone its database opens for nobody, with all other keys at hand', async () => {
    await opened.tenancy.control.write((tx) => tx.run('DELETE FROM DataKey WHERE orgId = ?', [a]));
    await reopen();
    await expect(opened.tenancy.acquire(a)).rejects.toMatchObject({ code: 'not_found' });
    const others = [await opened.tenancy.keyOf(b, 'database-pages'), await opened.tenancy.keyOf(b, 'objects')];
    for (const key of [...others.map((found) => found?.bytes), opened.masterKeys.byVersion.get(1)]) {
      expect(() => openConnection({ file: fileOf(a), key, access: 'read' })).toThrow(/not a database/);
    }
  });
});

describe('at rest', () => {
  test('nothing that was written can be read from the files, the write-ahead log included', async () => {
    const files = readdirSync(dataDir, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.db(-wal)?$/.test(entry.name) && entry.name !== 'lease.db')
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.some((file) => file.endsWith('-wal'))).toBe(true);
    for (const file of files) {
      const bytes = readFileSync(file);
      for (const plain of [marker, 'SQLite format 3', 'CREATE TABLE', 'Contact', 'org-a', a]) {
        expect(bytes.includes(plain), `${plain} in ${file}`).toBe(false);
      }
    }
  });

  test('neither the control database nor an organisation opens under another master key, or under none', async () => {
    const key = await opened.tenancy.keyOf(a, 'database-pages');
    await opened.close();
    await expect(openTestTenancy({ dataDir, masterKeys: masterKeysOf(randomBytes(32)) })).rejects.toMatchObject({
      code: 'data_folder_unusable',
    });
    for (const wrong of [randomBytes(32), undefined, opened.masterKeys.byVersion.get(1)]) {
      expect(() => openConnection({ file: fileOf(a), key: wrong, access: 'read' })).toThrow(/not a database/);
    }
    openConnection({ file: fileOf(a), key: key?.bytes, access: 'read' }).close();
  });

  test('one flipped byte anywhere in a database is refused, never read as something else', async () => {
    const key = await opened.tenancy.keyOf(a, 'database-pages');
    await opened.close();
    const whole = readFileSync(fileOf(a));
    const pageBytes = 4_096;
    expect(whole.length % pageBytes).toBe(0);
    const copy = join(temporary.path, 'flipped.db');
    // The whole header, and in every page one byte of its start, its middle or its authentication tag.
    const inPages = Array.from(
      { length: whole.length / pageBytes },
      (_, page) => page * pageBytes + [40, 2_000, pageBytes - 5][page % 3]!,
    );
    for (const offset of [...Array(128).keys(), ...inPages]) {
      const flipped = Buffer.from(whole);
      flipped[offset] = flipped[offset]! ^ 0x10;
      writeFileSync(copy, flipped);
      expect(() => {
        const connection = openConnection({ file: copy, key: key?.bytes, access: 'write' });
        try {
          if (connection.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error('found by the check');
        } finally {
          connection.close();
        }
      }, `byte ${offset}`).toThrow();
    }
  });

  test('a damaged organisation is set aside with the reason, and the others are served', async () => {
    await opened.close();
    const bytes = readFileSync(fileOf(a));
    bytes[100] = bytes[100]! ^ 1;
    writeFileSync(fileOf(a), bytes);
    await reopen();
    await expect(opened.tenancy.acquire(a)).rejects.toMatchObject({ code: 'tenant_unavailable' });
    expect(await namesOf(b)).toEqual([]);
    bytes[100] = bytes[100]! ^ 1;
    writeFileSync(fileOf(a), bytes);
    expect(await opened.tenancy.migrateAll()).toMatchObject({ migrated: 1, current: 1, quarantined: [] });
    expect(await namesOf(a)).toEqual([{ lastName: marker }]);
  });
});
