import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, openConnection } from '#lib/platform/db/connection.ts';
import { applyMigrations, readMigrations } from '#lib/platform/db/migrate.ts';
import { openDatabase } from '#lib/platform/db/sqlite.ts';
import { PrismaClient } from '#prisma/tenant';
import { startChild } from '../support/child.ts';
import { projectRoot, type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { fileKey, writeLedger } from './ledger-writer.ts';
import { expectSound } from './sound-ledger.ts';

/*
 * Every statement by which a ledger grows (transactions, receipts, details, rows of the tree, keys, checkpoints) fails once
 * before it has done its work and once after, and the process dies at each of them: nothing forks, is skipped or repeated.
 */

let folder: TemporaryFolder;
let original: string;
let statements: readonly string[];
beforeAll(async () => {
  folder = temporaryFolder();
  original = join(folder.path, 'original.db');
  const fresh = openConnection({ file: original, key: fileKey, access: 'write', create: true });
  applyMigrations(fresh, readMigrations(projectRoot, 'tenant'), new Date());
  fresh.close();
  const db = openCopy('dry.db');
  statements = await tracing(db.connection, 0, 'never', () => writeLedger(db.db, () => {}));
  await db.remove();
});
afterAll(() => folder.remove());

type When = 'before' | 'after' | 'never';

/** Runs `work` with the `n`-th writing statement failing; returns the statements that were run. */
async function tracing(connection: FaultyConnection, n: number, when: When, work: () => Promise<void>) {
  const run: string[] = [];
  connection.onStatement = (sql, execute) => {
    run.push(sql);
    if (run.length !== n || when === 'never') return execute();
    if (when === 'after') execute();
    throw Object.assign(new Error(`injected ${when} ${sql}`), { code: 'SQLITE_IOERR_WRITE' });
  };
  try {
    await work();
  } finally {
    connection.onStatement = undefined;
  }
  return run;
}

interface FaultyConnection {
  onStatement: ((sql: string, execute: () => unknown) => unknown) | undefined;
}

const writing = /^\s*(?:INSERT|UPDATE|DELETE|BEGIN|COMMIT|SAVEPOINT|RELEASE)/i;

/** A database of its own whose writer asks before each writing statement. */
function openCopy(name: string) {
  const file = join(folder.path, name);
  copyFileSync(original, file);
  const connection: FaultyConnection = { onStatement: undefined };
  const db = openDatabase({
    file,
    key: fileKey,
    prismaFactory: (adapter) => new PrismaClient({ adapter }),
    admit: (writer: Connection) => {
      const prepare = writer.prepare.bind(writer);
      writer.prepare = ((sql: string) => {
        const statement = prepare(sql);
        if (!writing.test(sql)) return statement;
        const { run } = statement;
        statement.run = ((...args: unknown[]) => {
          const execute = () => run.apply(statement, args);
          return connection.onStatement === undefined ? execute() : connection.onStatement(sql, execute);
        }) as typeof run;
        return statement;
      }) as typeof writer.prepare;
    },
  });
  return {
    db,
    file,
    connection,
    async remove() {
      await db.close();
      for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    },
  };
}

describe('a failing write', () => {
  it('meets every kind of statement', () => {
    for (const sql of [
      'BEGIN',
      'SAVEPOINT',
      'RELEASE',
      'COMMIT',
      'INSERT INTO Receipt ',
      'INSERT INTO ReceiptDetail',
    ]) {
      expect(statements.some((statement) => statement.startsWith(sql))).toBe(true);
    }
    for (const sql of ['INTO LedgerTile', 'INTO LedgerKey', 'INTO LedgerCheckpoint', 'UPDATE LedgerKey']) {
      expect(statements.some((statement) => statement.includes(sql))).toBe(true);
    }
  });

  it.each(['before', 'after'] as const)('%s its statement did its work leaves a sound ledger', async (when) => {
    for (let n = 1; n <= statements.length; n += 1) {
      // Forty receipts are alike: the first three stand for them.
      if (n > 9 && n < 78) continue;
      const { db, connection, remove } = openCopy(`fault-${when}-${n}.db`);
      const said: string[] = [];
      try {
        await expect(
          tracing(connection, n, when, () => writeLedger(db, (note) => said.push(note))),
          statements[n - 1],
        ).rejects.toThrow();
        await expectSound(db, said);
        await writeLedger(db, (note) => said.push(note));
        await expectSound(db, said);
        expect(said.length).toBeGreaterThanOrEqual(2);
      } finally {
        await remove();
      }
    }
  });
});

describe('a process that dies', () => {
  const kinds = () => {
    const first = new Map<string, number>();
    for (const [index, sql] of statements.entries()) {
      const kind = sql.trim().split(/\s+/).slice(0, 3).join(' ');
      // The last of each kind: by then there is something to lose.
      first.set(kind, index + 1);
    }
    return [...first.values()];
  };

  it.each(['before', 'after'] as const)('%s a statement leaves a sound ledger', async (when) => {
    for (const n of kinds()) {
      const { db: unused, file, remove: close } = openCopy(`killed-${when}-${n}.db`);
      await unused.close();
      const child = startChild(new URL('./ledger-child.ts', import.meta.url), [file, String(n), when]);
      expect(await child.ended, statements[n - 1]).toBe('SIGKILL');
      const db = openDatabase({ file, key: fileKey, prismaFactory: (adapter) => new PrismaClient({ adapter }) });
      try {
        const said = child.lines.map((line) => JSON.parse(line) as string);
        await expectSound(db, said);
        await writeLedger(db, (note) => said.push(note));
        await expectSound(db, said);
      } finally {
        await db.close();
        await close();
      }
    }
  });
});
