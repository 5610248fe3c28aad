import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { fail } from '../errors.ts';
import { sqliteCode } from './connection.ts';

/** Between two tries. */
const restMs = 50;

/**
 * Does the work while no other process, and nobody else in this one, holds this lock. The operating system keeps it: it is
 * free again the moment its holder ends, however it ends. Afterwards an empty file (mode 0600) is left, and means nothing.
 * @throws `conflict` when the lock was not had in time.
 */
export async function withFileLock<Result>(
  file: string,
  waitMsMax: number,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600, flag: 'a' });
  const giveUpAtMs = performance.now() + waitMsMax;
  for (;;) {
    const held = tryLock(file);
    if (held === undefined) {
      if (performance.now() >= giveUpAtMs) {
        throw fail('conflict', { message: `Another command has held ${file} for long. Try again.` });
      }
      await wait(restMs);
      continue;
    }
    try {
      return await work();
    } finally {
      held.close();
    }
  }
}

function tryLock(file: string): Sqlite.Database | undefined {
  const lock = new Sqlite(file, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (sqliteCode(error) === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}
