import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, openConnection } from '#lib/platform/db/connection.ts';
import { openDatabase } from '#lib/platform/db/sqlite.ts';
import type { Database } from '#lib/platform/db/types.ts';
import { PrismaClient } from '#prisma/tenant';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';

let folder: TemporaryFolder;
let db: Database<PrismaClient>;
/** A handle of its own, as another process has it. */
let other: Connection;

beforeEach(() => {
  folder = temporaryFolder();
  const file = join(folder.path, 'test.db');
  const key = randomBytes(32);
  other = openConnection({ file, key, access: 'write', create: true });
  other.exec('CREATE TABLE entry (id INTEGER NOT NULL PRIMARY KEY) STRICT');
  db = openDatabase({ file, key, prismaFactory: (adapter) => new PrismaClient({ adapter }) });
});

afterEach(async () => {
  await db.close();
  other.close();
  folder.remove();
});

const count = () => db.get<{ n: number }>('SELECT count(*) AS n FROM entry');

async function remembered(): Promise<{ n: number; asked: boolean }> {
  let asked = false;
  const row = await db.remember('count', () => {
    asked = true;
    return count();
  });
  return { n: row?.n ?? -1, asked };
}

describe('what a database remembers', () => {
  test('is answered from memory while nothing is committed', async () => {
    expect(await remembered()).toEqual({ n: 0, asked: true });
    expect(await remembered()).toEqual({ n: 0, asked: false });
  });

  test('is read again after a write of this process, from the very next question on', async () => {
    await remembered();
    await db.write((tx) => tx.run('INSERT INTO entry (id) VALUES (1)'));
    expect(await remembered()).toEqual({ n: 1, asked: true });
  });

  test('is read again as soon as a write is told to be done, also by who asked while it ran', async () => {
    await db.write(async (tx) => {
      await tx.run('INSERT INTO entry (id) VALUES (1)');
      expect(await remembered()).toEqual({ n: 0, asked: true });
    });
    expect(await remembered()).toEqual({ n: 1, asked: true });
  });

  test('is read again after a write of another process, from the next turn of the event loop on', async () => {
    await remembered();
    await new Promise((resume) => setImmediate(resume));
    other.exec('INSERT INTO entry (id) VALUES (7)');
    expect(await remembered()).toEqual({ n: 1, asked: true });
  });

  test('outlasts a write that was rolled back', async () => {
    await remembered();
    await db
      .write(async (tx) => {
        await tx.run('INSERT INTO entry (id) VALUES (1)');
        throw new Error('changed its mind');
      })
      .catch(() => {});
    expect(await remembered()).toMatchObject({ n: 0 });
  });

  test('is not kept when something was committed while it was read', async () => {
    const stale = await db.remember('count', async () => {
      const row = await count();
      await db.write((tx) => tx.run('INSERT INTO entry (id) VALUES (1)'));
      return row;
    });
    expect(stale).toEqual({ n: 0 });
    expect(await remembered()).toEqual({ n: 1, asked: true });
  });

  test('that there is nothing is remembered too', async () => {
    let asked = 0;
    const ask = () =>
      db.remember('nobody', () => {
        asked += 1;
        return db.get('SELECT id FROM entry WHERE id = 99');
      });
    expect(await ask()).toBeUndefined();
    expect(await ask()).toBeUndefined();
    expect(asked).toBe(1);
  });
});
