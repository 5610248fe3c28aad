import { isoAfter } from '../../platform/clock.ts';
import type { SqlReader, SqlValue, SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';

const lostAfterSeconds = 3_600;

/**
 * Before this instant whatever has not ended never will: it came back from a backup without its job, its job was given up, or
 * it waited for so long that nobody does any more.
 */
export function lostBefore(now: Date): string {
  return isoAfter(now, -lostAfterSeconds);
}

/** A row of the table, as SQLite holds it. */
export interface ScanRow {
  readonly id: string;
  readonly storefrontId: string;
  readonly url: string;
  readonly state: string;
  /** How often it was begun. */
  readonly attempts: number;
  /** Canonical JSON: see `ScanReport`. */
  readonly report: string | null;
  readonly error: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** A row without its report, of which the counts alone are read. */
export type ScanLine = Omit<ScanRow, 'report'> & { readonly counts: string | null };

const columns = [
  ...(['id', 'storefrontId', 'url', 'state', 'attempts', 'report', 'error'] as const),
  ...(['createdBy', 'createdAt', 'finishedAt'] as const),
] as const satisfies readonly (keyof ScanRow)[];

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');
const lineColumns = `${quoted(columns.filter((name) => name !== 'report'))}, json_extract("report", '$.counts') AS "counts"`;
const changeable = columns.filter((name) => name !== 'id');

export async function insertScan(tx: SqlWriter, row: ScanRow): Promise<void> {
  await tx.run(
    `INSERT INTO "ConsentScan" (${quoted(columns)}) VALUES (${columns.map(() => '?').join(', ')})`,
    columns.map((name) => row[name]),
  );
}

export async function replaceScan(tx: SqlWriter, row: ScanRow): Promise<void> {
  await tx.run(`UPDATE "ConsentScan" SET ${changeable.map((name) => `"${name}" = ?`).join(', ')} WHERE "id" = ?`, [
    ...changeable.map((name): SqlValue => row[name]),
    row.id,
  ]);
}

export function findScanRow(db: SqlReader, id: string): Promise<ScanRow | undefined> {
  return db.get<ScanRow>(`SELECT ${quoted(columns)} FROM "ConsentScan" WHERE "id" = ?`, [id]);
}

/** @throws `not_found`. */
export async function readScanRow(db: SqlReader, id: string): Promise<ScanRow> {
  const row = await findScanRow(db, id);
  if (row === undefined) throw fail('not_found');
  return row;
}

const unfinished = `"state" IN ('queued', 'running')`;

/** The newest first, those before `beforeId`; of one storefront or state, or of all. What is lost counts as failed. */
export function listScanLines(
  db: SqlReader,
  asked: {
    readonly storefront: string | null;
    readonly state: string | null;
    readonly beforeId: string | null;
    readonly limit: number;
    readonly lost: string;
  },
): Promise<ScanLine[]> {
  const { storefront, state, beforeId, lost } = asked;
  const conditions: readonly (readonly [sql: string, given: boolean, params: readonly (string | null)[]])[] = [
    ['"storefrontId" = ?', storefront !== null, [storefront]],
    [`CASE WHEN ${unfinished} AND "createdAt" <= ? THEN 'failed' ELSE "state" END = ?`, state !== null, [lost, state]],
    ['"id" < ?', beforeId !== null, [beforeId]],
  ];
  const given = conditions.filter(([, isGiven]) => isGiven);
  const where = given.length === 0 ? '' : `WHERE ${given.map(([sql]) => sql).join(' AND ')}`;
  return db.all<ScanLine>(`SELECT ${lineColumns} FROM "ConsentScan" ${where} ORDER BY "id" DESC LIMIT ?`, [
    ...given.flatMap(([, , params]) => params),
    asked.limit,
  ]);
}

/** The last finished scan of the same page before this one. */
export async function findPreviousScan(db: SqlReader, row: ScanRow): Promise<string | null> {
  const found = await db.get<{ id: string }>(
    `SELECT "id" FROM "ConsentScan"
      WHERE "storefrontId" = ? AND "url" = ? AND "id" < ? AND "state" = 'done' ORDER BY "id" DESC LIMIT 1`,
    [row.storefrontId, row.url, row.id],
  );
  return found?.id ?? null;
}

/** How many are under way, of those asked for since `lost`, and how many were asked for since `day`. */
export async function countScans(
  db: SqlReader,
  since: { readonly lost: string; readonly day: string },
): Promise<{ underWay: number; recent: number }> {
  const row = await db.get<{ underWay: number; recent: number }>(
    `SELECT count(*) FILTER (WHERE ${unfinished} AND "createdAt" > ?) AS underWay,
            count(*) FILTER (WHERE "createdAt" > ?) AS recent FROM "ConsentScan"`,
    [since.lost, since.day],
  );
  return { underWay: row?.underWay ?? 0, recent: row?.recent ?? 0 };
}
