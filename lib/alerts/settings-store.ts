import type { SqlReader, SqlWriter } from '../platform/db/types.ts';

export interface AlertSettingsRow {
  readonly mailTo: string;
  readonly webhookUrl: string | null;
  readonly webhookSecret: Uint8Array | null;
  readonly webhookKeyVersion: number | null;
  readonly updatedAt: string | null;
}

/** What holds for an organisation that has set nothing. */
const unset: AlertSettingsRow = {
  mailTo: 'owners_and_admins',
  webhookUrl: null,
  webhookSecret: null,
  webhookKeyVersion: null,
  updatedAt: null,
};

export async function findAlertSettings(control: SqlReader, orgId: string): Promise<AlertSettingsRow> {
  const row = await control.get<AlertSettingsRow>(
    'SELECT mailTo, webhookUrl, webhookSecret, webhookKeyVersion, updatedAt FROM AlertSettings WHERE orgId = ?',
    [orgId],
  );
  return row ?? unset;
}

export async function saveAlertSettings(
  tx: SqlWriter,
  orgId: string,
  row: AlertSettingsRow & { readonly updatedAt: string },
): Promise<void> {
  await tx.run(
    `INSERT INTO AlertSettings (orgId, mailTo, webhookUrl, webhookSecret, webhookKeyVersion, updatedAt)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (orgId) DO UPDATE SET mailTo = excluded.mailTo, webhookUrl = excluded.webhookUrl,
       webhookSecret = excluded.webhookSecret, webhookKeyVersion = excluded.webhookKeyVersion,
       updatedAt = excluded.updatedAt`,
    [orgId, row.mailTo, row.webhookUrl, row.webhookSecret, row.webhookKeyVersion, row.updatedAt],
  );
}

/** Whom mail about the organisation goes to. */
export function findMailed(
  control: SqlReader,
  orgId: string,
  to: { readonly owners: boolean; readonly admins: boolean },
): Promise<{ readonly email: string }[]> {
  return control.all(
    `SELECT u.email FROM Membership m JOIN User u ON u.id = m.userId
      WHERE m.orgId = ? AND ((m.role = 'owner' AND ?) OR (m.role = 'admin' AND ?)) ORDER BY m.id`,
    [orgId, Number(to.owners), Number(to.admins)],
  );
}

/** Names the organisation in mail, and leads to its console. */
export function findAlertedOrganization(
  control: SqlReader,
  orgId: string,
): Promise<{ readonly name: string; readonly slug: string } | undefined> {
  return control.get('SELECT name, slug FROM Organization WHERE id = ?', [orgId]);
}
