import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';

export interface PublicationRow {
  /** off | hourly | daily */
  readonly mail: string;
  /** on | off */
  readonly webhook: string;
  /** The size of the last checkpoint that was mailed. */
  readonly mailedSize: number;
  readonly mailedAt: string | null;
  readonly webhookSize: number;
}

const columns = 'mail, webhook, mailedSize, mailedAt, webhookSize';

export const unpublished: PublicationRow = {
  mail: 'off',
  webhook: 'off',
  mailedSize: 0,
  mailedAt: null,
  webhookSize: 0,
};

export async function findPublication(control: SqlReader, orgId: string): Promise<PublicationRow> {
  const row = await control.get<PublicationRow>(`SELECT ${columns} FROM LedgerPublication WHERE orgId = ?`, [orgId]);
  return row ?? unpublished;
}

export async function savePublication(
  tx: SqlWriter,
  orgId: string,
  row: PublicationRow & { readonly updatedAt: string },
): Promise<void> {
  await tx.run(
    `INSERT INTO LedgerPublication (orgId, ${columns}, updatedAt) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (orgId) DO UPDATE SET mail = excluded.mail, webhook = excluded.webhook, updatedAt = excluded.updatedAt`,
    [orgId, row.mail, row.webhook, row.mailedSize, row.mailedAt, row.webhookSize, row.updatedAt],
  );
}

/** Notes that a checkpoint was handed over to be mailed; never one that is smaller than the last. */
export async function noteMailed(tx: SqlWriter, orgId: string, size: number, at: string): Promise<void> {
  await tx.run('UPDATE LedgerPublication SET mailedSize = max(mailedSize, ?), mailedAt = ? WHERE orgId = ?', [
    size,
    at,
    orgId,
  ]);
}

export async function noteSentToWebhook(tx: SqlWriter, orgId: string, size: number): Promise<void> {
  await tx.run('UPDATE LedgerPublication SET webhookSize = max(webhookSize, ?) WHERE orgId = ?', [size, orgId]);
}

/** Organisations whose mail is due: nothing was sent, or looked for, since the given instants. */
export function findDueMail(
  control: SqlReader,
  before: { readonly hourly: string; readonly daily: string; readonly limit: number },
): Promise<{ readonly orgId: string }[]> {
  return control.all(
    `SELECT p.orgId FROM LedgerPublication p JOIN Organization o ON o.id = p.orgId
       JOIN Placement l ON l.orgId = p.orgId
      WHERE o.status = 'active' AND l.state <> 'quarantined'
        AND ((p.mail = 'hourly' AND coalesce(p.mailedAt, '') <= ?) OR (p.mail = 'daily' AND coalesce(p.mailedAt, '') <= ?))
      ORDER BY p.mailedAt, p.orgId LIMIT ?`,
    [before.hourly, before.daily, before.limit],
  );
}
