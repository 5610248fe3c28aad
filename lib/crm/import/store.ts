import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { type Page, readPage } from '../keyset.ts';

/** A row of the table, as SQLite holds it. */
export interface ImportRow {
  readonly id: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly state: string;
  /** JSON: see {@link ImportRecord.columns}. */
  readonly mapping: string;
  /** JSON: see {@link ImportRecord.options}. */
  readonly options: string;
  readonly rowsTotal: number | null;
  readonly rowsDone: number;
  readonly rowsCreated: number;
  readonly rowsUpdated: number;
  readonly rowsSkipped: number;
  readonly rowsRejected: number;
  /** JSON: see {@link ImportRecord.checkpoint}. */
  readonly checkpoint: string | null;
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
  'mapping',
  'options',
  'rowsTotal',
  'rowsDone',
  'rowsCreated',
  'rowsUpdated',
  'rowsSkipped',
  'rowsRejected',
  'checkpoint',
  'error',
  'createdBy',
  'createdAt',
  'updatedAt',
  'finishedAt',
] as const satisfies readonly (keyof ImportRow)[];

const selected = columns.map((name) => `"${name}"`).join(', ');
const insertSql = `INSERT INTO "Import" (${selected}) VALUES (${columns.map(() => '?').join(', ')})`;
const changeable = columns.filter((name) => name !== 'id');
const updateSql = `UPDATE "Import" SET ${changeable.map((name) => `"${name}" = ?`).join(', ')} WHERE "id" = ?`;

export function findImportRow(db: SqlReader, id: string): Promise<ImportRow | undefined> {
  return db.get<ImportRow>(`SELECT ${selected} FROM "Import" WHERE "id" = ?`, [id]);
}

export async function insertImportRow(tx: SqlWriter, row: ImportRow): Promise<void> {
  await tx.run(
    insertSql,
    columns.map((name) => row[name]),
  );
}

export async function replaceImportRow(tx: SqlWriter, row: ImportRow): Promise<void> {
  await tx.run(updateSql, [...changeable.map((name) => row[name]), row.id]);
}

/** Removes an import with its file and its rejected rows. */
export async function removeImport(tx: SqlWriter, id: string): Promise<void> {
  await tx.run('DELETE FROM "Import" WHERE "id" = ?', [id]);
}

/** Removes uploads that were begun before `before` and never came to an end. */
export async function removeBrokenUploads(tx: SqlWriter, before: string): Promise<void> {
  await tx.run(`DELETE FROM "Import" WHERE "state" = 'uploading' AND "updatedAt" < ?`, [before]);
}

export function listImportRows(
  ctx: TenantContext,
  query: { readonly sort: string; readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<ImportRow>> {
  return readPage<ImportRow>(ctx, query, {
    list: 'imports.list',
    table: 'Import',
    select: selected,
    sortColumns: { createdAt: 'createdAt' },
    where: { sql: [`"state" <> 'uploading'`], params: [] },
  });
}

/** Every piece of a file but the last is this long, so that a place in the file tells the piece. */
export const pieceBytes = 4 * 1024 * 1024;

export async function insertPiece(tx: SqlWriter, importId: string, n: number, bytes: Uint8Array): Promise<void> {
  await tx.run('INSERT INTO "ImportChunk" ("importId", "n", "bytes") VALUES (?, ?, ?)', [importId, n, bytes]);
}

export async function readPiece(db: SqlReader, importId: string, n: number): Promise<Uint8Array | undefined> {
  const sql = 'SELECT "bytes" FROM "ImportChunk" WHERE "importId" = ? AND "n" = ?';
  return (await db.get<{ bytes: Uint8Array }>(sql, [importId, n]))?.bytes;
}

export async function removePieces(tx: SqlWriter, importId: string): Promise<void> {
  await tx.run('DELETE FROM "ImportChunk" WHERE "importId" = ?', [importId]);
}

export interface RejectRow {
  readonly row: number;
  /** JSON: the cells as they came. */
  readonly cells: string;
  /** JSON: what is wrong, see CellProblem. */
  readonly problems: string;
}

export async function insertReject(tx: SqlWriter, importId: string, reject: RejectRow): Promise<void> {
  await tx.run('INSERT INTO "ImportReject" ("importId", "row", "cells", "problems") VALUES (?, ?, ?, ?)', [
    importId,
    reject.row,
    reject.cells,
    reject.problems,
  ]);
}

export function listRejects(db: SqlReader, importId: string, afterRow: number, count: number): Promise<RejectRow[]> {
  return db.all<RejectRow>(
    'SELECT "row", "cells", "problems" FROM "ImportReject" WHERE "importId" = ? AND "row" > ? ORDER BY "row" LIMIT ?',
    [importId, afterRow, count],
  );
}
