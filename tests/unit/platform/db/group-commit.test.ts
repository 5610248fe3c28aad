import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, openConnection } from '#lib/platform/db/connection.ts';
import { openDatabase } from '#lib/platform/db/sqlite.ts';
import type { Database, WriteTx } from '#lib/platform/db/types.ts';
import { fail } from '#lib/platform/errors.ts';
import { PrismaClient } from '#prisma/tenant';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';

const schema = `
  CREATE TABLE parent (id INTEGER NOT NULL PRIMARY KEY) STRICT;
  CREATE TABLE entry (
    id INTEGER NOT NULL PRIMARY KEY, text TEXT, bytes BLOB, ratio REAL,
    parentId INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
  ) STRICT;`;

let folder: TemporaryFolder;
let db: Database<PrismaClient>;
let writer: Connection;

function open(options: { writeDeadlineMs?: number } = {}): Database<PrismaClient> {
  const file = join(folder.path, 'test.db');
  const key = randomBytes(32);
  const connection = openConnection({ file, key, access: 'write', create: true });
  connection.exec(schema);
  connection.close();
  return openDatabase({
    file,
    key,
    prismaFactory: (adapter) => new PrismaClient({ adapter }),
    admit: (opened) => {
      writer = opened;
    },
    ...options,
  });
}

const insert =
  (id: number, parentId: number | null = null) =>
  (tx: WriteTx<PrismaClient>) =>
    tx.run('INSERT INTO entry (id, parentId) VALUES (?, ?)', [id, parentId]);

async function ids(): Promise<number[]> {
  return (await db.all<{ id: number }>('SELECT id FROM entry ORDER BY id')).map((row) => row.id);
}

beforeEach(() => {
  folder = temporaryFolder();
  db = open();
});

afterEach(async () => {
  await db.close();
  folder.remove();
});

describe('a write', () => {
  test('is on disk under WAL and synchronous=FULL', () => {
    expect(writer.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(writer.pragma('synchronous', { simple: true })).toBe(2);
    expect(writer.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(writer.pragma('temp_store', { simple: true })).toBe(2);
  });

  test('is seen by readers once it has resolved, and by nobody before', async () => {
    await db.write(async (tx) => {
      await insert(1)(tx);
      expect(await tx.get('SELECT id FROM entry')).toEqual({ id: 1 });
      expect(await ids()).toEqual([]);
    });
    expect(await ids()).toEqual([1]);
  });

  test('that throws leaves nothing, and only its caller hears of it', async () => {
    const results = await Promise.allSettled([
      db.write(insert(1)),
      db.write(async (tx) => {
        await insert(2)(tx);
        throw new Error('changed my mind');
      }),
      db.write(insert(3)),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { message: 'changed my mind' } });
    expect(await ids()).toEqual([1, 3]);
  });

  test('runs alone: no other body is interleaved with it', async () => {
    const order: string[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        db.write(async (tx) => {
          order.push(`${name} begins`);
          await tx.get('SELECT 1');
          await pause(2);
          await tx.get('SELECT 1');
          order.push(`${name} ends`);
        }),
      ),
    );
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  test('that arrives while a group runs joins it or the next one, and is committed', async () => {
    const running = db.write(async (tx) => {
      await insert(1)(tx);
      await pause(10);
    });
    await pause(3);
    const joining = db.write(insert(2));
    await running;
    const next = db.write(insert(3));
    await Promise.all([joining, next]);
    expect(await ids()).toEqual([1, 2, 3]);
  });

  test('cannot be used after its body has ended', async () => {
    let leaked: WriteTx<PrismaClient> | undefined;
    await db.write(async (tx) => {
      leaked = tx;
    });
    await expect(leaked?.run('DELETE FROM entry')).rejects.toMatchObject({ code: 'internal' });
    await expect(leaked?.all('SELECT 1')).rejects.toMatchObject({ code: 'internal' });
    expect(() => leaked?.prisma).toThrow(/after its body had ended/);
  });

  test('inside a write of the same database is refused at once rather than waiting for itself', async () => {
    await expect(db.write(() => db.write(insert(1)))).rejects.toMatchObject({ code: 'internal' });
    expect(await ids()).toEqual([]);
  });

  test('whose body never ends is rolled back at the deadline, and others go on', async () => {
    await db.close();
    folder.remove();
    folder = temporaryFolder();
    db = open({ writeDeadlineMs: 50 });
    let stuck: WriteTx<PrismaClient> | undefined;
    const endless = db.write(async (tx) => {
      stuck = tx;
      await insert(1)(tx);
      await new Promise(() => {});
    });
    const other = db.write(insert(2));
    await expect(endless).rejects.toMatchObject({ code: 'internal', detail: expect.stringContaining('50 ms') });
    await other;
    expect(await ids()).toEqual([2]);
    await expect(stuck?.run('INSERT INTO entry (id) VALUES (9)')).rejects.toMatchObject({ code: 'internal' });
  });

  test('may not end the group, open other files or change settings', async () => {
    for (const sql of ['COMMIT', ' rollback', "ATTACH 'other.db' AS other", 'PRAGMA foreign_keys=OFF', 'VACUUM']) {
      await expect(db.write((tx) => tx.run(sql))).rejects.toMatchObject({ code: 'internal' });
    }
    await db.write(insert(1));
    expect(await ids()).toEqual([1]);
  });

  test('keeps the asynchronous context of its own caller, also when another caller started the group', async () => {
    const { AsyncLocalStorage } = await import('node:async_hooks');
    const caller = new AsyncLocalStorage<string>();
    const seen = await Promise.all(
      ['first', 'second'].map((name) => caller.run(name, () => db.write(async () => caller.getStore()))),
    );
    expect(seen).toEqual(['first', 'second']);
  });
});

describe('when the storage fails', () => {
  test('an error over what never got to disk is not told: the caller hears that nothing was saved', async () => {
    const outcomes = await Promise.allSettled([
      db.write(insert(1)),
      db.write(async (tx) => {
        if (await tx.get('SELECT 1 FROM entry WHERE id = 1')) throw fail('conflict');
      }),
      // The foreign key is deferred: it is COMMIT that finds parent 99 missing.
      db.write(insert(2, 99)),
    ]);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.code)).toEqual([
      'storage_unavailable',
      'storage_unavailable',
      'storage_unavailable',
    ]);
    expect(await ids()).toEqual([]);
  });

  test('a failed COMMIT is told to every member of the group, and nothing of the group remains', async () => {
    await db.write((tx) => tx.run('INSERT INTO parent (id) VALUES (1)'));
    // The foreign key is deferred: it is COMMIT that finds parent 99 missing.
    const results = await Promise.allSettled([db.write(insert(1, 1)), db.write(insert(2, 99)), db.write(insert(3))]);
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'storage_unavailable' } });
    }
    expect(await ids()).toEqual([]);
    await db.write(insert(4));
    expect(await ids()).toEqual([4]);
  });

  test('a full disk is storage_unavailable for the writer that meets it, and later writes work', async () => {
    await db.write(insert(1));
    const pages = writer.pragma('page_count', { simple: true }) as number;
    writer.pragma(`max_page_count=${pages + 2}`);
    const big = new Uint8Array(200_000);
    await expect(db.write((tx) => tx.run('INSERT INTO entry (id, bytes) VALUES (2, ?)', [big]))).rejects.toMatchObject({
      code: 'storage_unavailable',
    });
    writer.pragma('max_page_count=100000');
    await db.write((tx) => tx.run('INSERT INTO entry (id, bytes) VALUES (3, ?)', [big]));
    expect(await ids()).toEqual([1, 3]);
  });

  test('a closed database refuses reads and writes, after answering those it had accepted', async () => {
    const accepted = db.write(insert(1));
    const closing = db.close();
    await expect(db.write(insert(2))).rejects.toMatchObject({ code: 'shutting_down' });
    await accepted;
    await closing;
    await expect(db.all('SELECT 1')).rejects.toMatchObject({ code: 'shutting_down' });
  });
});

describe('reads', () => {
  test('cannot write, whatever statement they are given', async () => {
    await db.write(insert(1));
    await expect(db.all('DELETE FROM entry RETURNING id')).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
    await expect(db.get('INSERT INTO entry (id) VALUES (2) RETURNING id')).rejects.toMatchObject({
      code: 'SQLITE_READONLY',
    });
    await expect(db.get('PRAGMA query_only=OFF')).rejects.toMatchObject({ code: 'internal' });
    expect(await ids()).toEqual([1]);
  });

  test('answer values as SQLite stores them, integers as integers', async () => {
    const bytes = Uint8Array.of(0, 255, 7);
    await db.write((tx) =>
      tx.run('INSERT INTO entry (id, text, bytes, ratio) VALUES (?, ?, ?, ?)', [5, 'Żółć', bytes, 0.5]),
    );
    const row = await db.get<{ bytes: Uint8Array }>(
      'SELECT id, text, bytes, ratio, parentId FROM entry WHERE id = ?',
      [5],
    );
    expect(row).toMatchObject({ id: 5, text: 'Żółć', ratio: 0.5, parentId: null });
    expect([...(row?.bytes ?? [])]).toEqual([0, 255, 7]);
    // A driver that binds numbers as floats would make these '5.0' and 'real'.
    expect(await db.get('SELECT CAST(? AS TEXT) AS text, typeof(?) AS type', [5, 5])).toEqual({
      text: '5',
      type: 'integer',
    });
    expect(await db.get('SELECT id FROM entry WHERE id = 6')).toBeUndefined();
  });

  test('of more different statements than are kept still answer right', async () => {
    await db.write(insert(1));
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 150; n += 1) expect(await db.get(`SELECT id + ${n} AS n FROM entry`)).toEqual({ n: n + 1 });
    }
  });
});
