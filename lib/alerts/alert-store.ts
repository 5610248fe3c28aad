import type { SqlReader, SqlValue, SqlWriter } from '../platform/db/types.ts';

export interface AlertRow {
  readonly id: string;
  readonly rule: string;
  readonly severity: string;
  readonly subject: string;
  readonly state: string;
  readonly detail: string;
  readonly count: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly toldAt: string;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: string | null;
  readonly resolvedBy: string | null;
}

const columns = [
  'id',
  'rule',
  'severity',
  'subject',
  'state',
  'detail',
  'count',
  'firstSeenAt',
  'lastSeenAt',
  'toldAt',
  'acknowledgedAt',
  'acknowledgedBy',
  'resolvedAt',
  'resolvedBy',
] as const satisfies readonly (keyof AlertRow)[];

const selected = columns.map((name) => `"${name}"`).join(', ');
const insertSql = `INSERT INTO "Alert" (${selected}) VALUES (${columns.map(() => '?').join(', ')})`;
const updateSql = `UPDATE "Alert" SET ${columns.map((name) => `"${name}" = ?`).join(', ')} WHERE "id" = ?`;

const valuesOf = (row: AlertRow): SqlValue[] => columns.map((name) => row[name]);

export async function insertAlert(tx: SqlWriter, row: AlertRow): Promise<void> {
  await tx.run(insertSql, valuesOf(row));
}

export async function replaceAlert(tx: SqlWriter, row: AlertRow): Promise<void> {
  await tx.run(updateSql, [...valuesOf(row), row.id]);
}

export function findAlert(db: SqlReader, id: string): Promise<AlertRow | undefined> {
  return db.get<AlertRow>(`SELECT ${selected} FROM "Alert" WHERE "id" = ?`, [id]);
}

/** The one of that rule and subject that is not resolved. */
export function findLiveAlert(db: SqlReader, rule: string, subject: string): Promise<AlertRow | undefined> {
  return db.get<AlertRow>(
    `SELECT ${selected} FROM "Alert" WHERE "rule" = ? AND "subject" = ? AND "state" <> 'resolved'`,
    [rule, subject],
  );
}

export interface AlertFilter {
  readonly state?: string | undefined;
  readonly rule?: string | undefined;
  readonly severity?: string | undefined;
}

/** Newest first: ids sort by creation. */
export function listAlertRows(
  db: SqlReader,
  filter: AlertFilter,
  beforeId: string | null,
  limit: number,
): Promise<AlertRow[]> {
  const met = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const conditions = met.map(([name]) => `"${name}" = ?`);
  const values: SqlValue[] = met.map(([, value]) => value);
  if (beforeId !== null) {
    conditions.push('"id" < ?');
    values.push(beforeId);
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return db.all<AlertRow>(`SELECT ${selected} FROM "Alert" ${where} ORDER BY "id" DESC LIMIT ?`, [...values, limit]);
}

export async function countOpenAlerts(db: SqlReader): Promise<number> {
  const row = await db.get<{ count: number }>(`SELECT count(*) AS count FROM "Alert" WHERE "state" = 'open'`);
  return row?.count ?? 0;
}
