import type { SqlReader } from '../platform/db/types.ts';

/** Organisations whose databases stand alike. */
export interface PlacementCount {
  readonly state: string;
  readonly schemaLevel: number;
  readonly organizations: number;
}

export interface QuarantinedRow {
  readonly orgId: string;
  readonly reason: string | null;
  readonly since: string;
}

export function countPlacements(control: SqlReader): Promise<PlacementCount[]> {
  return control.all<PlacementCount>(
    `SELECT state, schemaLevel, count(*) AS organizations FROM Placement
      GROUP BY state, schemaLevel ORDER BY state, schemaLevel`,
  );
}

/** Those set aside, the latest first. */
export function findQuarantined(control: SqlReader, limit: number): Promise<QuarantinedRow[]> {
  return control.all<QuarantinedRow>(
    `SELECT orgId, stateReason AS reason, updatedAt AS since FROM Placement
      WHERE state = 'quarantined' ORDER BY updatedAt DESC, orgId LIMIT ?`,
    [limit],
  );
}

/** Background work by its state. Work that is done leaves no row. */
export function countJobs(control: SqlReader): Promise<{ readonly state: string; readonly jobs: number }[]> {
  return control.all('SELECT state, count(*) AS jobs FROM Job GROUP BY state');
}

/** When the job that has waited longest became due; undefined when none is due. */
export async function findOldestDueJob(control: SqlReader, now: Date): Promise<Date | undefined> {
  const row = await control.get<{ runAfter: string | null }>(
    "SELECT min(runAfter) AS runAfter FROM Job WHERE state = 'queued' AND runAfter <= ?",
    [now.toISOString()],
  );
  return row?.runAfter ? new Date(row.runAfter) : undefined;
}

/** How ledgers are watched over: when the one that waits the longest was due, and how many alerts wait for a database. */
export async function readWatch(
  control: SqlReader,
): Promise<{ readonly oldestAuditDue: Date | null; readonly alertsOwed: number }> {
  const row = await control.get<{ dueAt: string | null; owed: number }>(
    `SELECT (SELECT min(coalesce(s.dueAt, o.createdAt)) FROM Organization o LEFT JOIN LedgerAuditState s ON s.orgId = o.id
              WHERE o.status IN ('active', 'installation')) AS dueAt,
            (SELECT count(*) FROM OwedAlert) AS owed`,
  );
  const dueAt = row?.dueAt ?? null;
  return { oldestAuditDue: dueAt === null ? null : new Date(dueAt), alertsOwed: row?.owed ?? 0 };
}

export function findLastDrill(
  control: SqlReader,
): Promise<{ readonly startedAt: string; readonly outcome: string } | undefined> {
  return control.get(
    "SELECT startedAt, outcome FROM RestoreDrill WHERE outcome <> 'running' ORDER BY startedAt DESC LIMIT 1",
  );
}
