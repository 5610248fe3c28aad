import type { SqlReader, SqlValue } from '../platform/db/types.ts';

export interface AuditRow {
  readonly id: string;
  readonly at: string;
  readonly orgId: string | null;
  readonly actor: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly address: string | null;
  readonly door: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  /** JSON object. */
  readonly detail: string | null;
}

/** Whose events are meant: one organisation's, those of none, or all there are. */
export type Whose = { readonly orgId: string } | 'nobody' | 'everybody';

export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly address?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Where a page begins: after this event, in the order of the list. */
export interface AuditPlace {
  readonly at: string;
  readonly id: string;
}

const shown = 'id, at, orgId, actor, action, outcome, reason, address, door, userAgent, requestId, detail';

const equalColumns = ['actor', 'action', 'outcome', 'reason', 'address'] as const;

/** Newest first. Each filter but `reason` has an index of its own; whoever names a reason means what was refused. */
export function listAuditRows(
  db: SqlReader,
  whose: Whose,
  filter: AuditFilter,
  after: AuditPlace | null,
  limit: number,
): Promise<AuditRow[]> {
  const conditions: string[] = [];
  const params: SqlValue[] = [];
  const where = (condition: string, ...values: readonly SqlValue[]) => {
    conditions.push(condition);
    params.push(...values);
  };
  if (whose === 'nobody') where('orgId IS NULL');
  else if (whose !== 'everybody') where('orgId = ?', whose.orgId);
  for (const column of equalColumns) {
    const value = filter[column];
    if (value !== undefined) where(`${column} = ?`, value);
  }
  if (filter.reason !== undefined && filter.outcome === undefined) where("outcome = 'refused'");
  if (filter.from !== undefined) where('at >= ?', filter.from);
  if (filter.to !== undefined) where('at < ?', filter.to);
  if (after !== null) where('(at, id) < (?, ?)', after.at, after.id);
  const condition = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return db.all<AuditRow>(`SELECT ${shown} FROM AuditEvent ${condition} ORDER BY at DESC, id DESC LIMIT ?`, [
    ...params,
    limit,
  ]);
}

/** What members of the organisation are called, of these ids. Who has left stays unnamed. */
export async function memberNames(
  db: SqlReader,
  orgId: string,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db.all(
    `SELECT u.id, coalesce(u.name, u.email) AS name FROM Membership m JOIN User u ON u.id = m.userId
      WHERE m.orgId = ? AND m.userId IN (SELECT value FROM json_each(?))`,
    [orgId, JSON.stringify(ids)],
  );
}

/** What keys of the organisation are called, of these ids. */
export async function keyNames(
  db: SqlReader,
  orgId: string,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db.all('SELECT id, name FROM ApiKey WHERE orgId = ? AND id IN (SELECT value FROM json_each(?))', [
    orgId,
    JSON.stringify(ids),
  ]);
}

/** What programs that act for members are called, by what they were allowed, with the name of the member. */
export async function programNames(
  db: SqlReader,
  orgId: string,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db.all(
    `SELECT g.id, coalesce(c.name, 'Holdfast command line') || ' for ' || coalesce(u.name, u.email) AS name
       FROM OAuthGrant g JOIN User u ON u.id = g.userId LEFT JOIN OAuthClient c ON c.id = g.clientId
      WHERE g.orgId = ? AND g.id IN (SELECT value FROM json_each(?))`,
    [orgId, JSON.stringify(ids)],
  );
}

export async function organizationIdOf(db: SqlReader, slugOrId: string): Promise<string | undefined> {
  const row = await db.get<{ id: string }>('SELECT id FROM Organization WHERE slug = ? OR id = ?', [
    slugOrId,
    slugOrId,
  ]);
  return row?.id;
}
