import { isRole, type Role } from '../../access/roles.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';

export interface MemberRow {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string | null;
  readonly role: Role;
  readonly createdAt: string;
}

const select = `SELECT m.id, m.userId, u.email, u.name, m.role, m.createdAt
                  FROM Membership m JOIN User u ON u.id = m.userId`;

export async function findMember(db: SqlReader, orgId: string, id: string): Promise<MemberRow | undefined> {
  return typed(await db.get<Raw>(`${select} WHERE m.orgId = ? AND m.id = ?`, [orgId, id]));
}

export async function findMemberByUser(db: SqlReader, orgId: string, userId: string): Promise<MemberRow | undefined> {
  return typed(await db.get<Raw>(`${select} WHERE m.orgId = ? AND m.userId = ?`, [orgId, userId]));
}

export async function findMemberByEmail(db: SqlReader, orgId: string, email: string): Promise<MemberRow | undefined> {
  return typed(await db.get<Raw>(`${select} WHERE m.orgId = ? AND u.email = ?`, [orgId, email]));
}

/** In the order in which they joined. */
export async function listMemberRows(
  db: SqlReader,
  orgId: string,
  afterId: string,
  limit: number,
): Promise<MemberRow[]> {
  const rows = await db.all<Raw>(`${select} WHERE m.orgId = ? AND m.id > ? ORDER BY m.id LIMIT ?`, [
    orgId,
    afterId,
    limit,
  ]);
  return rows.map((row) => typed(row));
}

export async function setRole(tx: SqlWriter, orgId: string, id: string, role: Role, at: string): Promise<void> {
  await tx.run('UPDATE Membership SET role = ?, updatedAt = ? WHERE orgId = ? AND id = ?', [role, at, orgId, id]);
}

export async function deleteMember(tx: SqlWriter, orgId: string, id: string): Promise<void> {
  await tx.run('DELETE FROM Membership WHERE orgId = ? AND id = ?', [orgId, id]);
}

type Raw = Omit<MemberRow, 'role'> & { readonly role: string };

function typed(row: Raw): MemberRow;
function typed(row: Raw | undefined): MemberRow | undefined;
function typed(row: Raw | undefined): MemberRow | undefined {
  if (row === undefined) return undefined;
  const { role } = row;
  if (!isRole(role)) throw fail('internal', { detail: `unknown role ${role}` });
  return { ...row, role };
}
