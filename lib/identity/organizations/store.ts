import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';

export interface OrganizationRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** @throws `not_found` */
export async function findOrganization(db: SqlReader, orgId: string): Promise<OrganizationRow> {
  const row = await db.get<OrganizationRow>(
    'SELECT id, slug, name, plan, createdAt, updatedAt FROM Organization WHERE id = ?',
    [orgId],
  );
  if (!row) throw fail('not_found');
  return row;
}

export async function renameOrganizationRow(tx: SqlWriter, orgId: string, name: string, at: string): Promise<void> {
  await tx.run('UPDATE Organization SET name = ?, updatedAt = ? WHERE id = ?', [name, at, orgId]);
}

/** Every organisation of the installation, oldest first. For its operator. */
export function listOrganizations(
  db: SqlReader,
): Promise<(OrganizationRow & { readonly status: string; readonly members: number })[]> {
  return db.all(
    `SELECT o.id, o.slug, o.name, o.plan, o.status, o.createdAt, o.updatedAt,
            (SELECT count(*) FROM Membership m WHERE m.orgId = o.id) AS members
       FROM Organization o WHERE o.status <> 'installation' ORDER BY o.createdAt, o.id`,
  );
}
