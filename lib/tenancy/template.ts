import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { openConnection } from '../platform/db/connection.ts';
import { applyMigrations, type Migration } from '../platform/db/migrate.ts';
import { syncFolder } from '../platform/files.ts';

/** An empty database at the present schema, not encrypted: there is nothing in it but the schema that we publish. */
export function makeTemplate(migrations: readonly Migration[], at: Date): Buffer {
  const connection = openConnection({ file: ':memory:', access: 'write' });
  try {
    applyMigrations(connection, migrations, at);
    return connection.serialize();
  } finally {
    connection.close();
  }
}

interface CopyOptions {
  readonly template: Buffer;
  readonly file: string;
  readonly pageKey: Uint8Array;
  readonly orgId: string;
  readonly at: Date;
}

/** What the file is called until it is whole. */
export function asideOf(file: string): string {
  return `${file}.new`;
}

/**
 * Makes an organisation's database from the template: written aside, encrypted under its own key, told whose it is,
 * synced, renamed, and the folder synced. Afterwards it is there whole, also after a power cut; before that, not at all.
 * Copying and encrypting takes 2 to 4 ms where running the schema's SQL takes 7 to 35 ms.
 */
export function copyTemplate(options: CopyOptions): void {
  const { template, file, pageKey, orgId, at } = options;
  const folder = dirname(file);
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 });
    syncFolder(dirname(folder));
  }
  const aside = asideOf(file);
  removeDatabase(aside);
  writeFileSync(aside, template, { mode: 0o600, flag: 'wx' });
  const connection = new Sqlite(aside, { fileMustExist: true });
  try {
    // Nothing is lost when this is interrupted, so it needs no journal; the sync below makes it durable at once.
    connection.exec(`PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cipher='chacha20';`);
    connection.exec(`PRAGMA rekey='raw:${Buffer.from(pageKey).toString('hex')}';`);
    connection
      .prepare('INSERT INTO TenantIdentity (id, orgId, createdAt) VALUES (1, ?, ?)')
      .run(orgId, at.toISOString());
  } finally {
    connection.close();
  }
  const handle = openSync(aside, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  removeDatabase(file);
  renameSync(aside, file);
  syncFolder(folder);
}

/** Removes a database file with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}
