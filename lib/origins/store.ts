import type { SqlReader, SqlWriter } from '../platform/db/types.ts';

export interface OriginRow {
  readonly id: string;
  readonly origin: string;
  readonly createdBy: string;
  readonly createdAt: string;
}

const shown = 'id, origin, createdBy, createdAt';

export async function insertOrigin(tx: SqlWriter, orgId: string, row: OriginRow): Promise<void> {
  await tx.run('INSERT INTO AllowedOrigin (id, orgId, origin, createdBy, createdAt) VALUES (?, ?, ?, ?, ?)', [
    row.id,
    orgId,
    row.origin,
    row.createdBy,
    row.createdAt,
  ]);
}

export async function countOrigins(db: SqlReader, orgId: string): Promise<number> {
  const row = await db.get<{ count: number }>('SELECT count(*) AS count FROM AllowedOrigin WHERE orgId = ?', [orgId]);
  return row?.count ?? 0;
}

export function findOrigin(db: SqlReader, orgId: string, id: string): Promise<OriginRow | undefined> {
  return db.get<OriginRow>(`SELECT ${shown} FROM AllowedOrigin WHERE orgId = ? AND id = ?`, [orgId, id]);
}

/** Newest first: ids sort by creation. */
export function listOriginRows(
  db: SqlReader,
  orgId: string,
  beforeId: string | null,
  limit: number,
): Promise<OriginRow[]> {
  return beforeId === null
    ? db.all<OriginRow>(`SELECT ${shown} FROM AllowedOrigin WHERE orgId = ? ORDER BY id DESC LIMIT ?`, [orgId, limit])
    : db.all<OriginRow>(`SELECT ${shown} FROM AllowedOrigin WHERE orgId = ? AND id < ? ORDER BY id DESC LIMIT ?`, [
        orgId,
        beforeId,
        limit,
      ]);
}

/** @returns false when there was none. */
export async function deleteOriginRow(tx: SqlWriter, orgId: string, id: string): Promise<boolean> {
  const { changes } = await tx.run('DELETE FROM AllowedOrigin WHERE orgId = ? AND id = ?', [orgId, id]);
  return changes === 1;
}

/** Whether the organisation allows exactly this origin. */
export async function allowsOrigin(db: SqlReader, orgId: string, origin: string): Promise<boolean> {
  const row = await db.get('SELECT 1 AS one FROM AllowedOrigin WHERE orgId = ? AND origin = ?', [orgId, origin]);
  return row !== undefined;
}

/** Whether any organisation allows exactly this origin. Which one is not told. */
export async function anyAllowsOrigin(db: SqlReader, origin: string): Promise<boolean> {
  const row = await db.get('SELECT 1 AS one FROM AllowedOrigin WHERE origin = ? LIMIT 1', [origin]);
  return row !== undefined;
}
