import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';

/** A row of the table, as SQLite holds it. */
export interface ArchiveImportRow {
  readonly id: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly state: string;
  /** Where the archive is; null once it is gone. */
  readonly object: string | null;
  readonly sha256: Uint8Array | null;
  readonly rowsTotal: number | null;
  readonly rowsDone: number;
  /** JSON: see {@link ArchivePlace}. */
  readonly checkpoint: string | null;
  /** JSON: `[{ path, message }]`. */
  readonly problems: string;
  /** JSON: see `ArchiveReport`. */
  readonly report: string | null;
  /** JSON: see `ArchivePerson`. */
  readonly people: string;
  readonly error: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly finishedAt: string | null;
}

const columns = [
  'id',
  'fileName',
  'fileBytes',
  'state',
  'object',
  'sha256',
  'rowsTotal',
  'rowsDone',
  'checkpoint',
  'problems',
  'report',
  'people',
  'error',
  'createdBy',
  'createdAt',
  'updatedAt',
  'finishedAt',
] as const satisfies readonly (keyof ArchiveImportRow)[];

const selected = columns.map((name) => `"${name}"`).join(', ');
const insertSql = `INSERT INTO "ArchiveImport" (${selected}) VALUES (${columns.map(() => '?').join(', ')})`;
const changeable = columns.filter((name) => name !== 'id');
const updateSql = `UPDATE "ArchiveImport" SET ${changeable.map((name) => `"${name}" = ?`).join(', ')} WHERE "id" = ?`;

export function findArchiveRow(db: SqlReader, id: string): Promise<ArchiveImportRow | undefined> {
  return db.get<ArchiveImportRow>(`SELECT ${selected} FROM "ArchiveImport" WHERE "id" = ?`, [id]);
}

/** The newest ones, and whatever has not ended. */
export function listArchiveRows(db: SqlReader, limit: number): Promise<ArchiveImportRow[]> {
  return db.all<ArchiveImportRow>(`SELECT ${selected} FROM "ArchiveImport" ORDER BY "id" DESC LIMIT ?`, [limit]);
}

export function listArchivesIn(db: SqlReader, states: readonly string[]): Promise<ArchiveImportRow[]> {
  const marks = states.map(() => '?').join(', ');
  return db.all<ArchiveImportRow>(`SELECT ${selected} FROM "ArchiveImport" WHERE "state" IN (${marks})`, [...states]);
}

export async function insertArchiveRow(tx: SqlWriter, row: ArchiveImportRow): Promise<void> {
  await tx.run(
    insertSql,
    columns.map((name) => row[name]),
  );
}

export async function replaceArchiveRow(tx: SqlWriter, row: ArchiveImportRow): Promise<void> {
  await tx.run(updateSql, [...changeable.map((name) => row[name]), row.id]);
}

export async function removeArchiveRow(tx: SqlWriter, id: string): Promise<void> {
  await tx.run('DELETE FROM "ArchiveImport" WHERE "id" = ?', [id]);
}

/** How many rows the table of an entity holds. */
export async function countRows(db: SqlReader, model: string): Promise<number> {
  return (await db.get<{ n: number }>(`SELECT count(*) AS n FROM "${model}"`))?.n ?? 0;
}

export interface LedgerHistoryRow {
  readonly id: string;
  readonly origin: string;
  readonly orgId: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  readonly object: string;
  readonly sha256: Uint8Array;
  readonly importedAt: string;
}

const historyColumns = ['id', 'origin', 'orgId', 'size', 'root', 'note', 'object', 'sha256', 'importedAt'] as const;
const historySelected = historyColumns.map((name) => `"${name}"`).join(', ');

export function listHistoryRows(db: SqlReader): Promise<LedgerHistoryRow[]> {
  return db.all<LedgerHistoryRow>(`SELECT ${historySelected} FROM "LedgerHistory" ORDER BY "id" DESC LIMIT 1000`);
}

export function findHistoryRow(db: SqlReader, id: string): Promise<LedgerHistoryRow | undefined> {
  return db.get<LedgerHistoryRow>(`SELECT ${historySelected} FROM "LedgerHistory" WHERE "id" = ?`, [id]);
}

export async function insertHistoryRow(tx: SqlWriter, row: LedgerHistoryRow): Promise<void> {
  await tx.run(
    `INSERT INTO "LedgerHistory" (${historySelected}) VALUES (${historyColumns.map(() => '?').join(', ')})`,
    historyColumns.map((name) => row[name]),
  );
}

export async function moveHistory(
  tx: SqlWriter,
  id: string,
  place: { readonly object: string; readonly sha256: Uint8Array },
): Promise<void> {
  await tx.run('UPDATE "LedgerHistory" SET "object" = ?, "sha256" = ? WHERE "id" = ?', [
    place.object,
    place.sha256,
    id,
  ]);
}

/** Imports of CSV files that were under way. */
export async function runningImports(db: SqlReader): Promise<readonly string[]> {
  const rows = await db.all<{ id: string }>(`SELECT "id" FROM "Import" WHERE "state" = 'running'`);
  return rows.map(({ id }) => id);
}
