import type { SqlReader, SqlWriter } from '../platform/db/types.ts';

/** An alert that waits in the control database. */
export interface OwedAlertRow {
  readonly orgId: string;
  readonly rule: string;
  readonly subject: string;
  readonly detail: string;
  readonly at: string;
  readonly mailedAt: string | null;
}

/** One for each rule and subject: a later one replaces what it says. */
export async function saveOwedAlert(tx: SqlWriter, row: Omit<OwedAlertRow, 'mailedAt'>): Promise<void> {
  // An organisation that was removed meanwhile is owed nothing.
  await tx.run(
    `INSERT INTO OwedAlert (orgId, rule, subject, detail, at) SELECT id, ?, ?, ?, ? FROM Organization WHERE id = ?
     ON CONFLICT (orgId, rule, subject) DO UPDATE SET detail = excluded.detail, at = excluded.at`,
    [row.rule, row.subject, row.detail, row.at, row.orgId],
  );
}

export function listOwedAlerts(db: SqlReader, limit: number): Promise<OwedAlertRow[]> {
  return db.all('SELECT orgId, rule, subject, detail, at, mailedAt FROM OwedAlert ORDER BY at LIMIT ?', [limit]);
}

export async function markOwedMailed(tx: SqlWriter, row: OwedAlertRow, at: string): Promise<void> {
  await tx.run('UPDATE OwedAlert SET mailedAt = ? WHERE orgId = ? AND rule = ? AND subject = ?', [
    at,
    row.orgId,
    row.rule,
    row.subject,
  ]);
}

/** Forgets it, unless it was owed anew meanwhile. */
export async function forgetOwedAlert(tx: SqlWriter, row: OwedAlertRow): Promise<void> {
  await tx.run('DELETE FROM OwedAlert WHERE orgId = ? AND rule = ? AND subject = ? AND at = ?', [
    row.orgId,
    row.rule,
    row.subject,
    row.at,
  ]);
}
