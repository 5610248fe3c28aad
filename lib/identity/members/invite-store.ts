import { isRole, type Role } from '../../access/roles.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';

export interface InviteRow {
  readonly id: string;
  readonly orgId: string;
  readonly email: string;
  readonly role: Role;
  /** Opaque id of a user, or `operator`. */
  readonly invitedBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly acceptedAt: string | null;
  readonly revokedAt: string | null;
}

const columns = 'id, orgId, email, role, invitedBy, createdAt, expiresAt, acceptedAt, revokedAt';
const open = 'acceptedAt IS NULL AND revokedAt IS NULL';

/** Whatever its state: whether it can still be accepted is for the caller to check. */
export async function findInviteByToken(db: SqlReader, tokenHash: Uint8Array): Promise<InviteRow | undefined> {
  return typed(await db.get<Raw>(`SELECT ${columns} FROM Invite WHERE tokenHash = ?`, [tokenHash]));
}

/** One that was neither accepted nor revoked; it may have run out. */
export async function findOpenInvite(db: SqlReader, orgId: string, id: string): Promise<InviteRow | undefined> {
  return typed(await db.get<Raw>(`SELECT ${columns} FROM Invite WHERE orgId = ? AND id = ? AND ${open}`, [orgId, id]));
}

export async function openInvitesOf(db: SqlReader, orgId: string, email: string): Promise<InviteRow[]> {
  const rows = await db.all<Raw>(`SELECT ${columns} FROM Invite WHERE orgId = ? AND email = ? AND ${open}`, [
    orgId,
    email,
  ]);
  return rows.map((row) => typed(row));
}

/** In the order in which they were sent. */
export async function listOpenInvites(
  db: SqlReader,
  orgId: string,
  afterId: string,
  limit: number,
): Promise<InviteRow[]> {
  const rows = await db.all<Raw>(
    `SELECT ${columns} FROM Invite WHERE orgId = ? AND ${open} AND id > ? ORDER BY id LIMIT ?`,
    [orgId, afterId, limit],
  );
  return rows.map((row) => typed(row));
}

export async function insertInvite(
  tx: SqlWriter,
  invite: Omit<InviteRow, 'acceptedAt' | 'revokedAt'> & { readonly tokenHash: Uint8Array },
): Promise<void> {
  await tx.run(
    `INSERT INTO Invite (id, orgId, email, role, tokenHash, invitedBy, createdAt, expiresAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      invite.id,
      invite.orgId,
      invite.email,
      invite.role,
      invite.tokenHash,
      invite.invitedBy,
      invite.createdAt,
      invite.expiresAt,
    ],
  );
}

/** Puts a new token in the place of the old one, which dies. */
export async function renewInvite(
  tx: SqlWriter,
  orgId: string,
  id: string,
  renewed: { readonly tokenHash: Uint8Array; readonly expiresAt: string; readonly invitedBy: string },
): Promise<void> {
  await tx.run(`UPDATE Invite SET tokenHash = ?, expiresAt = ?, invitedBy = ? WHERE orgId = ? AND id = ? AND ${open}`, [
    renewed.tokenHash,
    renewed.expiresAt,
    renewed.invitedBy,
    orgId,
    id,
  ]);
}

/** @returns false when it had been accepted or revoked before. */
export async function markInviteRevoked(tx: SqlWriter, orgId: string, id: string, at: string): Promise<boolean> {
  const { changes } = await tx.run(`UPDATE Invite SET revokedAt = ? WHERE orgId = ? AND id = ? AND ${open}`, [
    at,
    orgId,
    id,
  ]);
  return changes === 1;
}

/** @returns false when it had been accepted or revoked before. */
export async function markInviteAccepted(tx: SqlWriter, orgId: string, id: string, at: string): Promise<boolean> {
  const { changes } = await tx.run(`UPDATE Invite SET acceptedAt = ? WHERE orgId = ? AND id = ? AND ${open}`, [
    at,
    orgId,
    id,
  ]);
  return changes === 1;
}

type Raw = Omit<InviteRow, 'role'> & { readonly role: string };

function typed(row: Raw): InviteRow;
function typed(row: Raw | undefined): InviteRow | undefined;
function typed(row: Raw | undefined): InviteRow | undefined {
  if (row === undefined) return undefined;
  const { role } = row;
  if (!isRole(role)) throw fail('internal', { detail: `unknown role ${role}` });
  return { ...row, role };
}
