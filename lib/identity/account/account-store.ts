import { isRole, type Role } from '../../access/roles.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import { deleteFactors } from '../factors/factor-store.ts';

export interface AccountRow {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly emailVerifiedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** @throws `unauthorized` when there is no such account any more. */
export async function readAccountRow(db: SqlReader, userId: string): Promise<AccountRow> {
  const row = await db.get<AccountRow>(
    'SELECT id, email, name, emailVerifiedAt, createdAt, updatedAt FROM User WHERE id = ?',
    [userId],
  );
  if (row === undefined) throw fail('unauthorized', { detail: 'the account is gone' });
  return row;
}

export interface MembershipOfAccount {
  readonly id: string;
  readonly orgId: string;
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly onlyOwner: boolean;
}

/** Where the person belongs, by name of the organisation, and where nobody else is an owner. */
export async function membershipsOfAccount(db: SqlReader, userId: string): Promise<MembershipOfAccount[]> {
  const rows = await db.all<Omit<MembershipOfAccount, 'role' | 'onlyOwner'> & { role: string; onlyOwner: number }>(
    `SELECT m.id, m.orgId, o.slug, o.name, m.role, m.createdAt,
            m.role = 'owner' AND NOT EXISTS (
              SELECT 1 FROM Membership x WHERE x.orgId = m.orgId AND x.role = 'owner' AND x.id <> m.id
            ) AS onlyOwner
       FROM Membership m JOIN Organization o ON o.id = m.orgId
      WHERE m.userId = ? ORDER BY o.name COLLATE NOCASE, o.id`,
    [userId],
  );
  return rows.map(({ role, onlyOwner, ...row }) => {
    if (!isRole(role)) throw fail('internal', { detail: `unknown role ${role}` });
    return { ...row, role, onlyOwner: onlyOwner === 1 };
  });
}

export async function providersOf(
  db: SqlReader,
  userId: string,
): Promise<{ id: string; issuer: string; createdAt: string }[]> {
  return db.all('SELECT id, issuer, createdAt FROM Account WHERE userId = ? ORDER BY createdAt, id', [userId]);
}

/** An erasure that has begun: the account can do nothing any more, and these are the places still to be cleared. */
export interface BegunErasure {
  readonly email: string;
  readonly orgIds: readonly string[];
}

/**
 * Takes the account out of use: afterwards its address is free, it has no name, no outside sign-in and no factor leads to it, and what is
 * left to clear is remembered until {@link forgetAccount}.
 */
export async function beginErasure(tx: SqlWriter, userId: string, begun: BegunErasure, at: string): Promise<void> {
  await tx.run('DELETE FROM Account WHERE userId = ?', [userId]);
  await deleteFactors(tx, userId);
  await tx.run('DELETE FROM SecurityNotice WHERE userId = ?', [userId]);
  await tx.run(
    'UPDATE User SET email = ?, name = NULL, emailVerifiedAt = NULL, erasing = ?, updatedAt = ? WHERE id = ?',
    [`${userId}@erased.invalid`, JSON.stringify(begun), at, userId],
  );
}

/** Erasures that have begun and not ended. */
export async function begunErasures(db: SqlReader): Promise<{ userId: string; begun: BegunErasure }[]> {
  const rows = await db.all<{ id: string; erasing: string }>(
    'SELECT id, erasing FROM User WHERE erasing IS NOT NULL ORDER BY id',
  );
  return rows.map(({ id, erasing }) => ({ userId: id, begun: JSON.parse(erasing) as BegunErasure }));
}

/** Every organisation that may hold something of the person: where they belong, were asked to, or have been. */
export async function organizationsThatKnow(db: SqlReader, userId: string, email: string): Promise<string[]> {
  const rows = await db.all<{ orgId: string }>(
    `SELECT orgId FROM Membership WHERE userId = ?
      UNION SELECT orgId FROM Invite WHERE email = ? OR invitedBy = ?
      UNION SELECT orgId FROM Session WHERE userId = ? AND orgId IS NOT NULL
      UNION SELECT orgId FROM OAuthGrant WHERE userId = ?
      UNION SELECT orgId FROM AuditEvent WHERE actor = ? AND orgId IS NOT NULL`,
    [userId, email, userId, userId, userId, userId],
  );
  return rows.map(({ orgId }) => orgId);
}

/**
 * Ends the erasure in the control database. Afterwards no row names the person: the account with its sessions, memberships and
 * links is gone, invitations to their address and tokens sent to it too; audit events stay with their opaque id and lose where
 * they came from.
 */
export async function forgetAccount(tx: SqlWriter, userId: string, email: string): Promise<void> {
  await tx.run('DELETE FROM Invite WHERE email = ?', [email]);
  await tx.run('DELETE FROM LoginToken WHERE email = ?', [email]);
  await tx.run(
    `UPDATE AuditEvent SET address = NULL, userAgent = NULL, detail = NULL
      WHERE actor = ? OR actor IN (SELECT id FROM OAuthGrant WHERE userId = ?)`,
    [userId, userId],
  );
  await tx.run('UPDATE AuditEvent SET detail = NULL WHERE detail IS NOT NULL AND instr(lower(detail), ?) > 0', [email]);
  await tx.run('DELETE FROM User WHERE id = ?', [userId]);
}
