import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';

/** A row of the table, as SQLite holds it. */
export interface ImageRow {
  readonly id: string;
  readonly storefrontId: string;
  /** The name of its object among the organisation's. */
  readonly object: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly sha256: Uint8Array;
  readonly createdAt: string;
}

const columns = [
  ...(['id', 'storefrontId', 'object', 'contentType', 'bytes'] as const),
  ...(['width', 'height', 'sha256', 'createdAt'] as const),
] satisfies readonly (keyof ImageRow)[];
const selected = columns.join(', ');

export async function insertImageRow(tx: SqlWriter, row: ImageRow): Promise<void> {
  await tx.run(
    `INSERT INTO StorefrontImage (${selected}) VALUES (${columns.map(() => '?').join(', ')})`,
    columns.map((name) => row[name]),
  );
}

export function findImageRow(db: SqlReader, storefrontId: string, id: string): Promise<ImageRow | undefined> {
  return db.get<ImageRow>(`SELECT ${selected} FROM StorefrontImage WHERE storefrontId = ? AND id = ?`, [
    storefrontId,
    id,
  ]);
}

/** The newest first: ids are made in the order of time. */
export function listImageRows(db: SqlReader, storefrontId: string): Promise<ImageRow[]> {
  return db.all<ImageRow>(`SELECT ${selected} FROM StorefrontImage WHERE storefrontId = ? ORDER BY id DESC`, [
    storefrontId,
  ]);
}

export async function countImages(db: SqlReader, storefrontId: string): Promise<number> {
  const row = await db.get<{ n: number }>('SELECT count(*) AS n FROM StorefrontImage WHERE storefrontId = ?', [
    storefrontId,
  ]);
  return row?.n ?? 0;
}

export async function removeImageRow(tx: SqlWriter, id: string): Promise<void> {
  await tx.run('DELETE FROM StorefrontImage WHERE id = ?', [id]);
}

/** Which of the objects a picture has. */
export async function listImageObjects(db: SqlReader, objects: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.all<{ object: string }>(
    'SELECT object FROM StorefrontImage WHERE object IN (SELECT value FROM json_each(?))',
    [JSON.stringify(objects)],
  );
  return new Set(rows.map(({ object }) => object));
}
