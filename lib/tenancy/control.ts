import { existsSync } from 'node:fs';
import { PrismaClient } from '#prisma/control';
import type { Clock } from '../platform/clock.ts';
import { messageOf, openConnection, sqliteCode } from '../platform/db/connection.ts';
import { applyMigrations, type Migration } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/sqlite.ts';
import { fail, isHoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { controlDatabaseKey, type MasterKeys } from './keys.ts';
import type { ControlDatabase } from './tenancy.ts';

interface ControlOptions {
  readonly file: string;
  readonly masterKeys: MasterKeys;
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  readonly onCommit?: (bodies: number, seconds: number) => void;
}

/**
 * Opens the control database, makes it when there is none, and brings it to this version's schema.
 *
 * @throws `data_newer_than_code` when a newer version has written it; `data_folder_unusable` when it is damaged or was
 * made under another master key.
 */
export async function openControl(options: ControlOptions): Promise<ControlDatabase> {
  const { file, masterKeys, migrations, clock, onCommit } = options;
  const key = existsSync(file) ? controlKeyOf(file, masterKeys) : createFile(file, masterKeys);
  const control: ControlDatabase = openDatabase({
    file,
    key,
    prismaFactory: (adapter) => new PrismaClient({ adapter }),
    ...(onCommit === undefined ? {} : { onCommit }),
    admit: (connection) => migrateControl(connection, migrations, clock, file),
  });
  await control.write((tx) =>
    tx.run('INSERT INTO Installation (id, instanceId, createdAt) VALUES (1, ?, ?) ON CONFLICT (id) DO NOTHING', [
      newId('hf'),
      clock.now().toISOString(),
    ]),
  );
  return control;
}

function migrateControl(
  connection: Parameters<typeof applyMigrations>[0],
  migrations: readonly Migration[],
  clock: Clock,
  file: string,
): void {
  try {
    applyMigrations(connection, migrations, clock.now());
  } catch (error) {
    if (!isHoldfastError(error)) throw error;
    const why = error.detail ?? error.publicMessage;
    const sentence =
      error.code === 'data_newer_than_code'
        ? `The data in ${file} was written by a newer version of Holdfast: ${why}.`
        : `The control database ${file} cannot be brought to this version: ${why}.`;
    throw fail(error.code, { message: sentence, detail: sentence, cause: error });
  }
}

function createFile(file: string, masters: MasterKeys): Uint8Array {
  const key = controlDatabaseKey(masters, masters.current);
  openConnection({ file, key, access: 'write', create: true }).close();
  return key;
}

/**
 * The key of the control database's pages. It stays under the master key it was made with; after a rotation that may be an
 * older one.
 * @throws `data_folder_unusable` when none opens it.
 */
export function controlKeyOf(file: string, masters: MasterKeys): Uint8Array {
  const versions = [masters.current, ...[...masters.byVersion.keys()].filter((version) => version !== masters.current)];
  let last: unknown;
  for (const version of versions) {
    const key = controlDatabaseKey(masters, version);
    try {
      openConnection({ file, key, access: 'write' }).close();
      return key;
    } catch (error) {
      last = error;
      if (sqliteCode(error) !== 'SQLITE_NOTADB') break;
    }
  }
  const sentence =
    sqliteCode(last) === 'SQLITE_NOTADB'
      ? `The control database ${file} does not open under HOLDFAST_MASTER_KEY: it was made under another key, or is damaged.`
      : `The control database ${file} does not open: ${messageOf(last)}.`;
  throw fail('data_folder_unusable', { message: sentence, detail: sentence, cause: last });
}
