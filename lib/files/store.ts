import type { SqlReader, SqlValue, SqlWriter } from '../platform/db/types.ts';
import type { FilePlace } from './schema.ts';

/** A row of the table, as SQLite holds it. */
export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: Uint8Array;
  /** The name of its object among the organisation's. */
  readonly object: string;
  readonly contactId: string | null;
  readonly dealId: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
}

export interface ListedFile extends FileRow {
  readonly dealTitle: string | null;
}

const columns = [
  'id',
  'name',
  'contentType',
  'bytes',
  'sha256',
  'object',
  'contactId',
  'dealId',
  'createdBy',
  'createdAt',
] as const satisfies readonly (keyof FileRow)[];

const selected = columns.map((name) => `"${name}"`).join(', ');
const listed = `${selected}, (SELECT d."title" FROM "Deal" d WHERE d."id" = "File"."dealId") AS "dealTitle"`;
const insertSql = `INSERT INTO "File" (${selected}) VALUES (${columns.map(() => '?').join(', ')})`;

export function findFile(db: SqlReader, id: string): Promise<ListedFile | undefined> {
  return db.get<ListedFile>(`SELECT ${listed} FROM "File" WHERE "id" = ?`, [id]);
}

export async function insertFileRow(tx: SqlWriter, row: FileRow): Promise<void> {
  await tx.run(
    insertSql,
    columns.map((name) => row[name]),
  );
}

export async function removeFileRow(tx: SqlWriter, id: string): Promise<void> {
  await tx.run('DELETE FROM "File" WHERE "id" = ?', [id]);
}

/** How many files there are, and how large they are together. */
export async function countFiles(db: SqlReader): Promise<{ readonly files: number; readonly bytes: number }> {
  const row = await db.get<{ files: number; bytes: number }>(
    'SELECT count(*) AS files, coalesce(sum("bytes"), 0) AS bytes FROM "File"',
  );
  return row ?? { files: 0, bytes: 0 };
}

/** The deal that a file is to belong to; undefined when there is none. */
export function findDealOfFile(
  db: SqlReader,
  id: string,
): Promise<{ readonly title: string; readonly contactId: string | null } | undefined> {
  return db.get('SELECT "title", "contactId" FROM "Deal" WHERE "id" = ?', [id]);
}

export interface FileFilter {
  readonly contactId?: string | undefined;
  readonly dealId?: string | undefined;
  readonly of?: FilePlace | undefined;
  readonly q?: string | undefined;
}

const placeSql: Readonly<Record<FilePlace, string>> = {
  contact: '"contactId" IS NOT NULL',
  deal: '"dealId" IS NOT NULL',
  organization: '"contactId" IS NULL AND "dealId" IS NULL',
};

/** The newest first (ids are made in the order of time), from behind `after` on. */
export function listFileRows(
  db: SqlReader,
  filter: FileFilter,
  after: string | null,
  limit: number,
): Promise<ListedFile[]> {
  const sql: string[] = [];
  const params: SqlValue[] = [];
  const add = (condition: string, value: string | null | undefined) => {
    if (value === undefined || value === null || value === '') return;
    sql.push(condition);
    params.push(value);
  };
  add('"contactId" = ?', filter.contactId);
  add('"dealId" = ?', filter.dealId);
  add(`"name" LIKE ? ESCAPE '\\'`, filter.q && `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`);
  if (filter.of !== undefined) sql.push(placeSql[filter.of]);
  add('"id" < ?', after);
  const where = sql.length === 0 ? '' : `WHERE ${sql.map((condition) => `(${condition})`).join(' AND ')}`;
  return db.all<ListedFile>(`SELECT ${listed} FROM "File" ${where} ORDER BY "id" DESC LIMIT ?`, [...params, limit]);
}

/** Objects of the files that go with a contact or a deal. */
export async function listObjectsOf(
  db: SqlReader,
  of: { readonly contactId: string } | { readonly dealId: string },
): Promise<string[]> {
  const [column, id] = 'contactId' in of ? ['contactId', of.contactId] : ['dealId', of.dealId];
  const rows = await db.all<{ object: string }>(`SELECT "object" FROM "File" WHERE "${column}" = ?`, [id]);
  return rows.map((row) => row.object);
}

/** Which of the objects a file has. */
export async function listKnownObjects(db: SqlReader, objects: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.all<{ object: string }>(
    'SELECT "object" FROM "File" WHERE "object" IN (SELECT value FROM json_each(?))',
    [JSON.stringify(objects)],
  );
  return new Set(rows.map((row) => row.object));
}

/** Whether an archive is being taken in, whose files may have bytes before they have rows. */
export async function isTakingIn(db: SqlReader): Promise<boolean> {
  const row = await db.get(`SELECT 1 AS one FROM "ArchiveImport" WHERE "state" = 'running' LIMIT 1`);
  return row !== undefined;
}
