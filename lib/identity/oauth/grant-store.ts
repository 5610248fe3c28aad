import type { Permission } from '../../access/permissions.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';

/** What a person allowed a client, with what is true of person, client and organisation this very moment. */
export interface GrantRow {
  readonly id: string;
  readonly clientId: string;
  readonly orgId: string;
  readonly userId: string;
  readonly scopes: string;
  readonly device: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly email: string;
  readonly userName: string | null;
  readonly userGone: number;
  readonly role: string | null;
  readonly orgStatus: string;
  readonly orgName: string;
  readonly orgSlug: string;
  /** Null for the client that comes with the product, and for one whose row is gone. */
  readonly clientName: string | null;
  readonly clientScopes: string | null;
  readonly clientRevokedAt: string | null;
}

const withPerson = `
  SELECT g.id, g.clientId, g.orgId, g.userId, g.scopes, g.device, g.createdAt, g.lastUsedAt, g.expiresAt, g.revokedAt,
         u.email, u.name AS userName, u.erasing IS NOT NULL AS userGone, m.role,
         o.status AS orgStatus, o.name AS orgName, o.slug AS orgSlug,
         c.name AS clientName, c.scopes AS clientScopes, c.revokedAt AS clientRevokedAt
    FROM OAuthGrant g
    JOIN User u ON u.id = g.userId
    JOIN Organization o ON o.id = g.orgId
    LEFT JOIN Membership m ON m.orgId = g.orgId AND m.userId = g.userId
    LEFT JOIN OAuthClient c ON c.id = g.clientId AND c.orgId = g.orgId`;

export function findGrant(db: SqlReader, id: string): Promise<GrantRow | undefined> {
  return db.get<GrantRow>(`${withPerson} WHERE g.id = ?`, [id]);
}

/** Of a grant that was allowed and never fetched nothing is listed: no token was given for it. */
const live = `g.revokedAt IS NULL AND g.expiresAt > ?
  AND EXISTS (SELECT 1 FROM OAuthRefreshToken t WHERE t.grantId = g.id)`;

/** What clients may do for the person, in whatever organisation, newest first. */
export function liveGrantsOf(db: SqlReader, userId: string, now: string): Promise<GrantRow[]> {
  return db.all<GrantRow>(`${withPerson} WHERE g.userId = ? AND ${live} ORDER BY g.id DESC LIMIT 200`, [userId, now]);
}

/** The same in one organisation, of one member. */
export function liveGrantsOfMember(db: SqlReader, orgId: string, userId: string, now: string): Promise<GrantRow[]> {
  return db.all<GrantRow>(`${withPerson} WHERE g.orgId = ? AND g.userId = ? AND ${live} ORDER BY g.id DESC LIMIT 200`, [
    orgId,
    userId,
    now,
  ]);
}

/** One page of what clients may do in the organisation, in the order in which it was allowed. */
export function liveGrantsIn(
  db: SqlReader,
  at: { readonly orgId: string; readonly afterId: string; readonly limit: number; readonly now: string },
): Promise<GrantRow[]> {
  return db.all<GrantRow>(`${withPerson} WHERE g.orgId = ? AND ${live} AND g.id > ? ORDER BY g.id LIMIT ?`, [
    at.orgId,
    at.now,
    at.afterId,
    at.limit,
  ]);
}

export interface NewGrant {
  readonly id: string;
  readonly clientId: string;
  readonly orgId: string;
  readonly userId: string;
  readonly scopes: readonly Permission[];
  readonly device: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
}

export async function insertGrant(tx: SqlWriter, grant: NewGrant): Promise<void> {
  await tx.run(
    `INSERT INTO OAuthGrant (id, clientId, orgId, userId, scopes, device, createdAt, expiresAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[grant.id, grant.clientId, grant.orgId, grant.userId, JSON.stringify(grant.scopes), grant.device],
      ...[grant.createdAt, grant.expiresAt],
    ],
  );
}

/** The grant begins to live: its client has fetched its first tokens. */
export async function startGrant(tx: SqlWriter, id: string, expiresAt: string, device: string | null): Promise<void> {
  await tx.run('UPDATE OAuthGrant SET expiresAt = ?, device = coalesce(?, device) WHERE id = ?', [
    expiresAt,
    device,
    id,
  ]);
}

export async function noteGrantUse(tx: SqlWriter, id: string, at: string): Promise<void> {
  await tx.run('UPDATE OAuthGrant SET lastUsedAt = ? WHERE id = ?', [at, id]);
}

/** Why a grant ended before its time. */
export type GrantEnd = 'person' | 'owner' | 'reuse' | 'replay' | 'membership' | 'erasure';

/** @returns false when it had ended before. */
export async function markGrantRevoked(tx: SqlWriter, id: string, at: string, why: GrantEnd): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE OAuthGrant SET revokedAt = ?, revokedFor = ? WHERE id = ? AND revokedAt IS NULL',
    [at, why, id],
  );
  return changes === 1;
}

/** Forgets what was over before these instants, with all tokens and codes of it. */
export async function forgetEnded(tx: SqlWriter, before: { readonly grants: string; readonly codes: string }) {
  await tx.run('DELETE FROM OAuthGrant WHERE expiresAt < ?', [before.grants]);
  await tx.run('DELETE FROM OAuthDeviceCode WHERE expiresAt < ?', [before.codes]);
}
