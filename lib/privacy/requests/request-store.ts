import type { SqlReader, SqlValue, SqlWriter } from '../../platform/db/types.ts';
import type { RequestKind } from './kinds.ts';

export type RequestState = 'unverified' | 'open' | 'fulfilled' | 'refused' | 'withdrawn' | 'expired';
export type OwedMail = 'received' | 'extension' | 'answer' | 'withdrawal';

export interface RequestRow {
  readonly id: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly name: string | null;
  readonly email: string | null;
  readonly message: string | null;
  readonly receivedAt: string;
  readonly verifiedAt: string | null;
  readonly dueAt: string;
  readonly extendedAt: string | null;
  readonly extensionReason: string | null;
  readonly remindedDays: number | null;
  readonly assignedTo: string | null;
  readonly contactId: string | null;
  readonly exportId: string | null;
  readonly erasureId: string | null;
  readonly answer: string | null;
  readonly refusalReason: string | null;
  readonly answeredBy: string | null;
  readonly closedAt: string | null;
  readonly owedMail: OwedMail | null;
  readonly mailedAt: string | null;
  readonly answerTokenHash: Uint8Array | null;
  readonly answerExpiresAt: string | null;
  readonly answerOpened: number;
  readonly answerDownloads: number;
  readonly erasedAt: string | null;
  readonly version: number;
  readonly updatedAt: string;
}

const columns = [
  'id',
  'kind',
  'state',
  'name',
  'email',
  'message',
  'receivedAt',
  'verifiedAt',
  'dueAt',
  'extendedAt',
  'extensionReason',
  'remindedDays',
  'assignedTo',
  'contactId',
  'exportId',
  'erasureId',
  'answer',
  'refusalReason',
  'answeredBy',
  'closedAt',
  'owedMail',
  'mailedAt',
  'answerTokenHash',
  'answerExpiresAt',
  'answerOpened',
  'answerDownloads',
  'erasedAt',
  'version',
  'updatedAt',
] as const satisfies readonly (keyof RequestRow)[];

const selected = columns.map((name) => `"${name}"`).join(', ');
const insertSql = `INSERT INTO "SubjectRequest" (${selected}) VALUES (${columns.map(() => '?').join(', ')})`;
const updateSql = `UPDATE "SubjectRequest" SET ${columns.map((name) => `"${name}" = ?`).join(', ')} WHERE "id" = ?`;

const valuesOf = (row: RequestRow): SqlValue[] => columns.map((name) => row[name]);

export async function insertRequest(tx: SqlWriter, row: RequestRow): Promise<void> {
  await tx.run(insertSql, valuesOf(row));
}

export async function replaceRequest(tx: SqlWriter, row: RequestRow): Promise<void> {
  await tx.run(updateSql, [...valuesOf(row), row.id]);
}

/** In whatever state. */
export function findRequest(db: SqlReader, id: string): Promise<RequestRow | undefined> {
  return db.get<RequestRow>(`SELECT ${selected} FROM "SubjectRequest" WHERE "id" = ?`, [id]);
}

export function findRequestByToken(db: SqlReader, tokenHash: Uint8Array): Promise<RequestRow | undefined> {
  return db.get<RequestRow>(`SELECT ${selected} FROM "SubjectRequest" WHERE "answerTokenHash" = ?`, [tokenHash]);
}

export interface RequestFilter {
  readonly state?: string | undefined;
  readonly kind?: string | undefined;
  readonly assignedTo?: string | undefined;
  /** To be answered before this instant, and open. */
  readonly dueBefore?: string | undefined;
}

/** Where a page begins: behind this row. */
export interface RequestPlace {
  readonly at: string;
  readonly id: string;
}

const seen = `"state" IN ('open', 'fulfilled', 'refused', 'withdrawn')`;

/** Requests that their person has confirmed. Open ones alone: the most urgent first; otherwise the newest first. */
export function listRequestRows(
  db: SqlReader,
  filter: RequestFilter,
  after: RequestPlace | null,
  limit: number,
): Promise<RequestRow[]> {
  const conditions = [seen];
  const values: SqlValue[] = [];
  for (const name of ['state', 'kind', 'assignedTo'] as const) {
    const value = filter[name];
    if (value === undefined) continue;
    conditions.push(`"${name}" = ?`);
    values.push(value);
  }
  if (filter.dueBefore !== undefined) {
    conditions.push(`"state" = 'open' AND "dueAt" < ?`);
    values.push(filter.dueBefore);
  }
  const urgent = filter.state === 'open' || filter.dueBefore !== undefined;
  if (after !== null) {
    conditions.push(urgent ? '("dueAt", "id") > (?, ?)' : '("receivedAt", "id") < (?, ?)');
    values.push(after.at, after.id);
  }
  const order = urgent ? '"dueAt", "id"' : '"receivedAt" DESC, "id" DESC';
  return db.all<RequestRow>(
    `SELECT ${selected} FROM "SubjectRequest" WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ?`,
    [...values, limit],
  );
}

export async function countUnconfirmed(db: SqlReader): Promise<number> {
  const row = await db.get<{ n: number }>(`SELECT count(*) AS n FROM "SubjectRequest" WHERE "state" = 'unverified'`);
  return row?.n ?? 0;
}

export interface RequestCounts {
  readonly open: number;
  readonly overdue: number;
  readonly unconfirmed: number;
  readonly received: number;
  readonly fulfilled: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly late: number;
}

/** @param since of what counts by time; what is open counts whenever it came. */
export async function countRequests(db: SqlReader, now: string, since: string): Promise<RequestCounts> {
  const row = await db.get<RequestCounts>(
    `SELECT coalesce(sum("state" = 'open'), 0) AS open,
            coalesce(sum("state" = 'open' AND "dueAt" < ?), 0) AS overdue,
            coalesce(sum("state" = 'unverified'), 0) AS unconfirmed,
            coalesce(sum("verifiedAt" >= ?), 0) AS received,
            coalesce(sum("state" = 'fulfilled' AND "closedAt" >= ?), 0) AS fulfilled,
            coalesce(sum("state" = 'refused' AND "closedAt" >= ?), 0) AS refused,
            coalesce(sum("state" = 'withdrawn' AND "closedAt" >= ?), 0) AS withdrawn,
            coalesce(sum("state" IN ('fulfilled', 'refused') AND "closedAt" >= ? AND "closedAt" > "dueAt"), 0) AS late
       FROM "SubjectRequest"`,
    [now, since, since, since, since, since],
  );
  return row ?? { open: 0, overdue: 0, unconfirmed: 0, received: 0, fulfilled: 0, refused: 0, withdrawn: 0, late: 0 };
}

export function countByKind(
  db: SqlReader,
  since: string,
): Promise<{ readonly kind: RequestKind; readonly n: number }[]> {
  return db.all(`SELECT "kind", count(*) AS n FROM "SubjectRequest" WHERE "verifiedAt" >= ? GROUP BY "kind"`, [since]);
}

/** Of what was answered since then. */
export function answerTimes(
  db: SqlReader,
  since: string,
): Promise<{ readonly receivedAt: string; readonly closedAt: string }[]> {
  return db.all(
    `SELECT "receivedAt", "closedAt" FROM "SubjectRequest"
      WHERE "state" IN ('fulfilled', 'refused') AND "closedAt" >= ? ORDER BY "closedAt" DESC LIMIT 10000`,
    [since],
  );
}

/** Closed before then, with words that are still there, and about nobody whose data is on hold. */
export async function findOldRequestIds(db: SqlReader, closedBefore: string, limit: number): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    `SELECT "id" FROM "SubjectRequest"
      WHERE "closedAt" < ? AND "erasedAt" IS NULL AND "owedMail" IS NULL
        AND coalesce("contactId" NOT IN (SELECT "contactId" FROM "LegalHold" WHERE "releasedAt" IS NULL AND "contactId" IS NOT NULL), 1)
      ORDER BY "closedAt" LIMIT ?`,
    [closedBefore, limit],
  );
  return rows.map(({ id }) => id);
}

/** Of which something is still to be done by itself: a term, an expiry, a mail. */
export async function findUnfinishedIds(db: SqlReader): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    `SELECT "id" FROM "SubjectRequest" WHERE "state" IN ('unverified', 'open') OR "owedMail" IS NOT NULL ORDER BY "id"`,
  );
  return rows.map(({ id }) => id);
}
