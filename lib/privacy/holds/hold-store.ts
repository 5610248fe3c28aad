import type { SqlReader, SqlValue, SqlWriter } from '../../platform/db/types.ts';

export interface HoldRow {
  readonly id: string;
  readonly contactId: string | null;
  readonly reason: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly releasedAt: string | null;
  readonly releasedBy: string | null;
}

const columns = 'id, contactId, reason, createdBy, createdAt, releasedAt, releasedBy';

interface HoldFilter {
  readonly state?: 'active' | 'released' | undefined;
  readonly contactId?: string | undefined;
}

/** The newest first, behind the one of that id. */
export function listHoldRows(
  db: SqlReader,
  { state, contactId }: HoldFilter,
  before: string | null,
  limit: number,
): Promise<HoldRow[]> {
  const conditions = ['1'];
  const values: SqlValue[] = [];
  if (state !== undefined) conditions.push(state === 'active' ? 'releasedAt IS NULL' : 'releasedAt IS NOT NULL');
  if (contactId !== undefined) {
    conditions.push('(contactId = ? OR contactId IS NULL)');
    values.push(contactId);
  }
  if (before !== null) {
    conditions.push('id < ?');
    values.push(before);
  }
  return db.all<HoldRow>(
    `SELECT ${columns} FROM LegalHold WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ?`,
    [...values, limit],
  );
}

export function findHold(db: SqlReader, id: string): Promise<HoldRow | undefined> {
  return db.get<HoldRow>(`SELECT ${columns} FROM LegalHold WHERE id = ?`, [id]);
}

export async function insertHold(tx: SqlWriter, row: HoldRow): Promise<void> {
  await tx.run(`INSERT INTO LegalHold (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`, [
    row.id,
    row.contactId,
    row.reason,
    row.createdBy,
    row.createdAt,
    row.releasedAt,
    row.releasedBy,
  ]);
}

/** @returns false when it had ended before. */
export async function markReleased(tx: SqlWriter, id: string, by: string, at: string): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE LegalHold SET releasedAt = ?, releasedBy = ? WHERE id = ? AND releasedAt IS NULL',
    [at, by, id],
  );
  return changes === 1;
}
