import { isRole, rolePermissions, roles } from '../../access/roles.ts';
import type { SqlReader } from '../../platform/db/types.ts';

const answering = roles.filter((role) => rolePermissions[role].has('subjectRequests:write'));

/** Whether this member may answer requests. */
export async function mayAnswer(db: SqlReader, orgId: string, userId: string): Promise<boolean> {
  const row = await db.get<{ role: string }>('SELECT role FROM Membership WHERE orgId = ? AND userId = ?', [
    orgId,
    userId,
  ]);
  return row !== undefined && isRole(row.role) && answering.includes(row.role);
}

/** Who is reminded: everybody who may answer. */
export function findAnswering(db: SqlReader, orgId: string): Promise<{ readonly email: string }[]> {
  return db.all(
    `SELECT u.email FROM Membership m JOIN User u ON u.id = m.userId
      WHERE m.orgId = ? AND m.role IN (SELECT value FROM json_each(?)) ORDER BY m.id`,
    [orgId, JSON.stringify(answering)],
  );
}
