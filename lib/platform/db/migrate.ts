import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../crypto/digest.ts';
import { fail } from '../errors.ts';
import { type Connection, messageOf } from './connection.ts';

export interface Migration {
  /** The folder's name, `<n>_<name>`. Migrations are applied in the order of their ids. */
  readonly id: string;
  readonly sql: string;
  /** SHA-256 of the SQL, in hex. */
  readonly checksum: string;
}

export type DatabaseKind = 'control' | 'tenant';

/**
 * The migrations of `prisma/<kind>/migrations`, oldest first. `projectRoot` is given by whoever started the process:
 * a bundle of this module does not know where it came from.
 */
export function readMigrations(projectRoot: string, kind: DatabaseKind): readonly Migration[] {
  const folder = join(projectRoot, 'prisma', kind, 'migrations');
  const migrations = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((id) => migrationOf(id, readFileSync(join(folder, id, 'migration.sql'), 'utf8')));
  if (migrations.length === 0) throw fail('internal', { detail: `no migrations in ${folder}` });
  return migrations;
}

export function migrationOf(id: string, sql: string): Migration {
  return { id, sql, checksum: sha256(sql).toString('hex') };
}

interface AppliedRow {
  readonly id: string;
  readonly checksum: string;
}

const bookkeeping = `CREATE TABLE IF NOT EXISTS _migration (
  id TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, appliedAt TEXT NOT NULL
) STRICT`;

/**
 * Brings a database to the last of `migrations`. Each runs in a transaction of its own, together with the row that
 * remembers it: killed at any point, the next run goes on where this one stopped.
 *
 * @returns the ids that were applied now; none when the database was already there.
 * @throws `data_newer_than_code` when the database knows a migration that is not among them, before anything is
 * changed; `data_folder_unusable` when an applied migration reads differently now, or when one fails.
 */
export function applyMigrations(
  connection: Connection,
  migrations: readonly Migration[],
  now: Date,
): readonly string[] {
  const pending = pendingMigrations(connection, migrations);
  if (pending.length === 0) return [];
  connection.exec(bookkeeping);
  // Rebuilding a table drops it for a moment. The setting cannot change inside a transaction.
  connection.pragma('foreign_keys=OFF');
  try {
    for (const migration of pending) applyOne(connection, migration, now);
  } finally {
    connection.pragma('foreign_keys=ON');
  }
  return pending.map((migration) => migration.id);
}

/** What {@link applyMigrations} would apply, and the same refusals. Changes nothing. */
export function pendingMigrations(connection: Connection, migrations: readonly Migration[]): readonly Migration[] {
  const applied = appliedMigrations(connection);
  const known = new Map(migrations.map((migration) => [migration.id, migration]));
  for (const row of applied) {
    const migration = known.get(row.id);
    if (migration === undefined) {
      throw fail('data_newer_than_code', { detail: `the database has migration ${row.id}, which this version lacks` });
    }
    if (migration.checksum !== row.checksum) {
      throw fail('data_folder_unusable', {
        detail: `migration ${row.id} was applied to the database with other SQL than this version has`,
      });
    }
  }
  const done = new Set(applied.map((row) => row.id));
  return migrations.filter((migration) => !done.has(migration.id));
}

function appliedMigrations(connection: Connection): readonly AppliedRow[] {
  const table = connection.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '_migration'`).get();
  if (table === undefined) return [];
  return connection.prepare('SELECT id, checksum FROM _migration ORDER BY id').all() as AppliedRow[];
}

function applyOne(connection: Connection, migration: Migration, now: Date): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    connection.exec(migration.sql);
    const broken = connection.pragma('foreign_key_check') as { table: string }[];
    if (broken[0] !== undefined) throw new Error(`it leaves rows of ${broken[0].table} pointing nowhere`);
    connection
      .prepare('INSERT INTO _migration (id, checksum, appliedAt) VALUES (?, ?, ?)')
      .run(migration.id, migration.checksum, now.toISOString());
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw fail('data_folder_unusable', {
      detail: `migration ${migration.id} failed: ${messageOf(error)}`,
      cause: error,
    });
  }
}
