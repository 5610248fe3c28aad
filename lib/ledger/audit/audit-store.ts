import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import type { KeptCheckpoint } from '../verify-keys.ts';

/** A run of the auditor, in the organisation's database. */
export interface AuditRow {
  readonly id: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly fromSeq: number;
  readonly toSeq: number;
  /** JSON. */
  readonly samples: string;
  readonly outcome: string;
  readonly problemSeq: number | null;
  readonly problem: string | null;
}

const columns = 'id, startedAt, endedAt, fromSeq, toSeq, samples, outcome, problemSeq, problem';

/** The run that has not ended, if a process left one or one goes on. */
export function findRunningAudit(db: SqlReader): Promise<AuditRow | undefined> {
  return db.get<AuditRow>(`SELECT ${columns} FROM LedgerAudit WHERE outcome = 'running' ORDER BY id DESC LIMIT 1`);
}

export async function saveAudit(tx: SqlWriter, row: AuditRow): Promise<void> {
  await tx.run(
    `INSERT INTO LedgerAudit (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET endedAt = excluded.endedAt, toSeq = excluded.toSeq, samples = excluded.samples,
       outcome = excluded.outcome, problemSeq = excluded.problemSeq, problem = excluded.problem`,
    [row.id, row.startedAt, row.endedAt, row.fromSeq, row.toSeq, row.samples, row.outcome, row.problemSeq, row.problem],
  );
}

/** Keeps the newest `count` runs. */
export async function forgetOldAudits(tx: SqlWriter, count: number): Promise<void> {
  await tx.run('DELETE FROM LedgerAudit WHERE id NOT IN (SELECT id FROM LedgerAudit ORDER BY id DESC LIMIT ?)', [
    count,
  ]);
}

/** Newest first. */
export function listAuditRows(db: SqlReader, beforeId: string | null, limit: number): Promise<AuditRow[]> {
  return db.all<AuditRow>(`SELECT ${columns} FROM LedgerAudit WHERE id < ? ORDER BY id DESC LIMIT ?`, [
    beforeId ?? '~',
    limit,
  ]);
}

/** Signed checkpoints of sizes from `from` to `to`, smallest first. */
export function checkpointsBetween(db: SqlReader, from: number, to: number): Promise<KeptCheckpoint[]> {
  return db.all<KeptCheckpoint>('SELECT size, note FROM LedgerCheckpoint WHERE size >= ? AND size <= ? ORDER BY size', [
    from,
    to,
  ]);
}

/** How far a ledger has been checked, in the control database. */
export interface AuditStateRow {
  readonly seq: number;
  readonly hash: Uint8Array | null;
  /** JSON. */
  readonly frontier: string;
  readonly verifiedAt: string | null;
  readonly dueAt: string;
}

export function findAuditState(control: SqlReader, orgId: string): Promise<AuditStateRow | undefined> {
  return control.get<AuditStateRow>(
    'SELECT seq, hash, frontier, verifiedAt, dueAt FROM LedgerAuditState WHERE orgId = ?',
    [orgId],
  );
}

export async function saveAuditState(tx: SqlWriter, orgId: string, row: AuditStateRow): Promise<void> {
  // An organisation that was removed meanwhile has no place any more.
  await tx.run(
    `INSERT INTO LedgerAuditState (orgId, seq, hash, frontier, verifiedAt, dueAt)
     SELECT id, ?, ?, ?, ?, ? FROM Organization WHERE id = ?
     ON CONFLICT (orgId) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, frontier = excluded.frontier,
       verifiedAt = excluded.verifiedAt, dueAt = excluded.dueAt`,
    [row.seq, row.hash, row.frontier, row.verifiedAt, row.dueAt, orgId],
  );
}

/** Organisations whose ledger is to be checked by now, those that have waited the longest first. */
export function findDueAudits(control: SqlReader, now: string, limit: number): Promise<{ readonly orgId: string }[]> {
  return control.all(
    `SELECT o.id AS orgId FROM Organization o JOIN Placement p ON p.orgId = o.id
       LEFT JOIN LedgerAuditState s ON s.orgId = o.id
      WHERE o.status IN ('active', 'installation') AND p.state <> 'quarantined' AND (s.orgId IS NULL OR s.dueAt <= ?)
      ORDER BY coalesce(s.dueAt, o.createdAt), o.id LIMIT ?`,
    [now, limit],
  );
}

interface StaleQuery {
  readonly dueBefore: string;
  readonly madeBefore: string;
  /** The organisation that the page before ended with; empty for the first. */
  readonly after: string;
  readonly limit: number;
}

/** Organisations whose ledger was due before `dueBefore`, or never checked although they are older than `madeBefore`. */
export function findStaleAudits(
  control: SqlReader,
  { dueBefore, madeBefore, after, limit }: StaleQuery,
): Promise<{ readonly orgId: string; readonly verifiedAt: string | null }[]> {
  return control.all(
    `SELECT o.id AS orgId, s.verifiedAt FROM Organization o LEFT JOIN LedgerAuditState s ON s.orgId = o.id
      WHERE o.status IN ('active', 'installation') AND o.id > ? AND ((s.orgId IS NULL AND o.createdAt < ?) OR s.dueAt < ?)
      ORDER BY o.id LIMIT ?`,
    [after, madeBefore, dueBefore, limit],
  );
}
