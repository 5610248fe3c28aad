import type { SqlReader, SqlWriter } from '../platform/db/types.ts';

/** Own domains of storefronts, in the control database. */
export interface DomainRow {
  readonly id: string;
  readonly host: string;
  /** The host while it is verified: one row of the installation can have it. */
  readonly verifiedHost: string | null;
  readonly orgId: string;
  readonly storefrontId: string;
  readonly token: string;
  readonly checkedAt: string | null;
  readonly verifiedAt: string | null;
  readonly missingSince: string | null;
  readonly problem: DomainProblem | null;
  readonly createdAt: string;
}

export type DomainProblem = 'no_record' | 'other_record' | 'no_answer' | 'taken';

const columns =
  'id, host, verifiedHost, orgId, storefrontId, token, checkedAt, verifiedAt, missingSince, problem, createdAt';

export function domainsOfStorefront(db: SqlReader, orgId: string, storefrontId: string): Promise<DomainRow[]> {
  return db.all<DomainRow>(
    `SELECT ${columns} FROM StorefrontDomain WHERE orgId = ? AND storefrontId = ? ORDER BY createdAt, id`,
    [orgId, storefrontId],
  );
}

export function findDomain(
  db: SqlReader,
  { orgId, storefrontId, id }: { readonly orgId: string; readonly storefrontId: string; readonly id: string },
): Promise<DomainRow | undefined> {
  return db.get<DomainRow>(`SELECT ${columns} FROM StorefrontDomain WHERE id = ? AND orgId = ? AND storefrontId = ?`, [
    id,
    orgId,
    storefrontId,
  ]);
}

export async function insertDomain(
  tx: SqlWriter,
  row: Pick<DomainRow, 'id' | 'host' | 'orgId' | 'storefrontId' | 'token' | 'createdAt'>,
): Promise<void> {
  await tx.run(
    'INSERT INTO StorefrontDomain (id, host, orgId, storefrontId, token, createdAt) VALUES (?, ?, ?, ?, ?, ?)',
    [row.id, row.host, row.orgId, row.storefrontId, row.token, row.createdAt],
  );
}

export async function removeDomain(tx: SqlWriter, orgId: string, id: string): Promise<boolean> {
  const { changes } = await tx.run('DELETE FROM StorefrontDomain WHERE orgId = ? AND id = ?', [orgId, id]);
  return changes === 1;
}

/** What a look at DNS made of a domain. */
export type DomainState = Pick<DomainRow, 'verifiedAt' | 'missingSince' | 'problem'>;

/** Keeps what a look found. @returns false when the domain was removed meanwhile. */
export async function saveDomainState(
  tx: SqlWriter,
  { id, host }: Pick<DomainRow, 'id' | 'host'>,
  state: DomainState,
  checkedAt: string,
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE StorefrontDomain SET verifiedHost = ?, verifiedAt = ?, missingSince = ?, problem = ?, checkedAt = ?
      WHERE id = ?`,
    [
      ...[state.verifiedAt === null ? null : host, state.verifiedAt, state.missingSince, state.problem],
      ...[checkedAt, id],
    ],
  );
  return changes === 1;
}

/** Whether another storefront of the installation has the host. */
export async function isTaken(db: SqlReader, { id, host }: Pick<DomainRow, 'id' | 'host'>): Promise<boolean> {
  const row = await db.get('SELECT 1 AS one FROM StorefrontDomain WHERE verifiedHost = ? AND id <> ?', [host, id]);
  return row !== undefined;
}

/** The verified domains of the installation, by id, a page at a time. */
export function verifiedDomains(db: SqlReader, after: string, limit: number): Promise<DomainRow[]> {
  return db.all<DomainRow>(
    `SELECT ${columns} FROM StorefrontDomain WHERE verifiedHost IS NOT NULL AND id > ? ORDER BY id LIMIT ?`,
    [after, limit],
  );
}

export function findVerified(db: SqlReader, id: string): Promise<DomainRow | undefined> {
  return db.get<DomainRow>(`SELECT ${columns} FROM StorefrontDomain WHERE id = ? AND verifiedHost IS NOT NULL`, [id]);
}

/** The hosts of a storefront that DNS has shown. */
export async function verifiedHostsOf(db: SqlReader, orgId: string, storefrontId: string): Promise<string[]> {
  const rows = await db.all<{ host: string }>(
    'SELECT host FROM StorefrontDomain WHERE orgId = ? AND storefrontId = ? AND verifiedHost IS NOT NULL ORDER BY host',
    [orgId, storefrontId],
  );
  return rows.map(({ host }) => host);
}
