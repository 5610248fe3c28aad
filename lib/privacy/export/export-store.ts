import type { SqlReader, SqlValue, SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';

/** A row of the table, as SQLite holds it. */
export interface ExportRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: string | null;
  /** JSON: see `ExportOptions`. */
  readonly options: string;
  readonly state: string;
  readonly rowsTotal: number | null;
  readonly rowsDone: number;
  readonly object: string | null;
  readonly fileName: string;
  readonly bytes: number | null;
  readonly sha256: Uint8Array | null;
  readonly error: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly finishedAt: string | null;
  readonly expiresAt: string | null;
  readonly downloadedAt: string | null;
}

const columns = [
  'id',
  'kind',
  'subject',
  'options',
  'state',
  'rowsTotal',
  'rowsDone',
  'object',
  'fileName',
  'bytes',
  'sha256',
  'error',
  'createdBy',
  'createdAt',
  'updatedAt',
  'finishedAt',
  'expiresAt',
  'downloadedAt',
] as const satisfies readonly (keyof ExportRow)[];

const selected = columns.map((name) => `"${name}"`).join(', ');
const insertSql = `INSERT INTO "DataExport" (${selected}) VALUES (${columns.map(() => '?').join(', ')})`;
const changeable = columns.filter((name) => name !== 'id');
const updateSql = `UPDATE "DataExport" SET ${changeable.map((name) => `"${name}" = ?`).join(', ')} WHERE "id" = ?`;

export async function insertExport(tx: SqlWriter, row: ExportRow): Promise<void> {
  await tx.run(
    insertSql,
    columns.map((name) => row[name]),
  );
}

export async function replaceExport(tx: SqlWriter, row: ExportRow): Promise<void> {
  await tx.run(updateSql, [...changeable.map((name): SqlValue => row[name]), row.id]);
}

/** @throws `not_found`. */
export async function readExportRow(db: SqlReader, id: string): Promise<ExportRow> {
  const row = await db.get<ExportRow>(`SELECT ${selected} FROM "DataExport" WHERE "id" = ?`, [id]);
  if (row === undefined) throw fail('not_found');
  return row;
}

/** The newest first, those before `beforeId`. */
export function listExportRows(db: SqlReader, beforeId: string | null, limit: number): Promise<ExportRow[]> {
  return beforeId === null
    ? db.all<ExportRow>(`SELECT ${selected} FROM "DataExport" ORDER BY "id" DESC LIMIT ?`, [limit])
    : db.all<ExportRow>(`SELECT ${selected} FROM "DataExport" WHERE "id" < ? ORDER BY "id" DESC LIMIT ?`, [
        beforeId,
        limit,
      ]);
}

export async function countUnderWay(db: SqlReader): Promise<number> {
  const row = await db.get<{ n: number }>(
    `SELECT count(*) AS n FROM "DataExport" WHERE "state" IN ('queued', 'running') AND "kind" = 'organization'`,
  );
  return row?.n ?? 0;
}

export async function deleteExportRow(tx: SqlWriter, id: string): Promise<void> {
  await tx.run('DELETE FROM "DataExport" WHERE "id" = ?', [id]);
}

/** Archives whose time is over. */
export function findExpired(db: SqlReader, now: string, limit: number): Promise<ExportRow[]> {
  return db.all<ExportRow>(
    `SELECT ${selected} FROM "DataExport" WHERE "state" = 'ready' AND "expiresAt" <= ? ORDER BY "id" LIMIT ?`,
    [now, limit],
  );
}
