import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import type { ErasureCounts, Plan } from './place.ts';

/** A row of PersonErasure. */
export interface ErasureRow {
  readonly id: string;
  readonly kind: 'contact' | 'member' | 'visitor';
  /** The id of the contact, or of the erasure itself where there was no contact. */
  readonly subject: string;
  readonly state: 'queued' | 'running' | 'done';
  /** JSON: what was erased, by place. Filled at the end. */
  readonly counts: string;
  /** JSON: what is looked for; null once nothing of it is left. */
  readonly plan: string | null;
  readonly requestId: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly finishedAt: string | null;
}

const columns = [
  'id',
  'kind',
  'subject',
  'state',
  'counts',
  'plan',
  'requestId',
  'createdBy',
  'createdAt',
  'updatedAt',
  'finishedAt',
] as const satisfies readonly (keyof ErasureRow)[];

const selected = columns.map((name) => `"${name}"`).join(', ');

export function findErasure(db: SqlReader, id: string): Promise<ErasureRow | undefined> {
  return db.get<ErasureRow>(`SELECT ${selected} FROM "PersonErasure" WHERE "id" = ?`, [id]);
}

/** The erasure of this subject that has not ended. */
export function findLiveErasure(db: SqlReader, subjects: readonly string[]): Promise<ErasureRow | undefined> {
  return db.get<ErasureRow>(
    `SELECT ${selected} FROM "PersonErasure" WHERE "state" <> 'done' AND "subject" IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(subjects)],
  );
}

/** Whether one of these contacts, or somebody who is none where there are no contacts, is being erased or was since then. */
export async function erasedSince(db: SqlReader, subjects: readonly string[], since: string): Promise<boolean> {
  const row = await db.get(
    `SELECT 1 AS one FROM "PersonErasure" WHERE ("state" <> 'done' OR "finishedAt" > ?)
       AND (? = 0 OR "subject" IN (SELECT value FROM json_each(?))) LIMIT 1`,
    [since, subjects.length, JSON.stringify(subjects)],
  );
  return row !== undefined;
}

/** All that have not ended. */
export function listLiveErasures(db: SqlReader): Promise<ErasureRow[]> {
  return db.all<ErasureRow>(`SELECT ${selected} FROM "PersonErasure" WHERE "state" <> 'done' ORDER BY rowid`);
}

/** The ids of the requests whose answer is mailed when this erasure has ended. */
export async function findRequestsWaitingFor(db: SqlReader, id: string): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    `SELECT "id" FROM "SubjectRequest" WHERE "erasureId" = ? AND "owedMail" = 'answer'`,
    [id],
  );
  return rows.map((row) => row.id);
}

/** The newest first. */
export function listErasureRows(db: SqlReader, limit: number): Promise<ErasureRow[]> {
  return db.all<ErasureRow>(`SELECT ${selected} FROM "PersonErasure" ORDER BY rowid DESC LIMIT ?`, [limit]);
}

export async function insertErasure(tx: SqlWriter, row: ErasureRow): Promise<void> {
  await tx.run(
    `INSERT INTO "PersonErasure" (${selected}) VALUES (${columns.map(() => '?').join(', ')})`,
    columns.map((name) => row[name]),
  );
}

/** From here on nothing is looked for any more. @returns false when it was so before. */
export async function forgetPlan(tx: SqlWriter, id: string, at: Date): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "PersonErasure" SET "plan" = NULL, "state" = 'running', "updatedAt" = ? WHERE "id" = ? AND "plan" IS NOT NULL`,
    [at.toISOString(), id],
  );
  return changes > 0;
}

/** @returns false when it had ended before. */
export async function endErasure(tx: SqlWriter, id: string, counts: ErasureCounts, at: Date): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE "PersonErasure" SET "state" = 'done', "counts" = ?, "plan" = NULL, "updatedAt" = ?, "finishedAt" = ?
      WHERE "id" = ? AND "state" <> 'done'`,
    [JSON.stringify(counts), at.toISOString(), at.toISOString(), id],
  );
  return changes > 0;
}

export const recordsErased = 'person.recordsErased';

/**
 * What was erased so far, as the receipts of its writes tell: each is committed with what it counts, so that no crash makes
 * a count wrong.
 */
export async function countErased(db: SqlReader, erasureId: string): Promise<ErasureCounts> {
  const rows = await db.all<{ detail: string }>(
    `SELECT d.detail FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq
      WHERE r.subject = ? AND r.action = ? AND d.detail IS NOT NULL ORDER BY r.seq`,
    [erasureId, recordsErased],
  );
  const counts: Record<string, number> = {};
  for (const { detail } of rows) {
    const { records } = JSON.parse(detail) as { readonly records: ErasureCounts };
    for (const [place, count] of Object.entries(records)) counts[place] = (counts[place] ?? 0) + count;
  }
  return counts;
}

export function planOf(row: ErasureRow): Plan | null {
  return row.plan === null ? null : (JSON.parse(row.plan) as Plan);
}
