import { isRole, type Role } from '../access/roles.ts';
import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import { newId } from '../platform/ids.ts';
import { noteFactorDue } from './factors/factor-due.ts';

export interface OrganizationOfPerson {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
  readonly role: Role;
}

/** The organisations that a person can enter now, by name. */
export async function organizationsOf(db: SqlReader, userId: string): Promise<OrganizationOfPerson[]> {
  const rows = await db.all<Omit<OrganizationOfPerson, 'role'> & { role: string }>(
    `SELECT o.id, o.slug, o.name, o.plan, m.role
       FROM Membership m JOIN Organization o ON o.id = m.orgId
      WHERE m.userId = ? AND o.status = 'active' ORDER BY o.name COLLATE NOCASE, o.id`,
    [userId],
  );
  return rows.flatMap(({ role, ...org }) => (isRole(role) ? [{ ...org, role }] : []));
}

/** The organisation the person was in last, if they can still enter it. */
export async function lastOrganizationOf(db: SqlReader, userId: string): Promise<string | null> {
  const row = await db.get<{ orgId: string }>(
    `SELECT s.orgId FROM Session s JOIN Membership m ON m.orgId = s.orgId AND m.userId = s.userId
      WHERE s.userId = ? ORDER BY s.lastSeenAt DESC, s.id DESC LIMIT 1`,
    [userId],
  );
  return row?.orgId ?? null;
}

/** The person's role there, as this reader sees it; null without membership. */
export async function roleIn(db: SqlReader, orgId: string, userId: string): Promise<Role | null> {
  const row = await db.get<{ role: string }>('SELECT role FROM Membership WHERE orgId = ? AND userId = ?', [
    orgId,
    userId,
  ]);
  return row && isRole(row.role) ? row.role : null;
}

export async function insertMembership(
  tx: SqlWriter,
  membership: { readonly orgId: string; readonly userId: string; readonly role: Role; readonly now: Date },
): Promise<string> {
  const id = newId('mem');
  const at = membership.now.toISOString();
  await tx.run('INSERT INTO Membership (id, orgId, userId, role, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)', [
    id,
    membership.orgId,
    membership.userId,
    membership.role,
    at,
    at,
  ]);
  await noteFactorDue(tx, membership.userId, membership.now);
  return id;
}
