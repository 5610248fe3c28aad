import type { FactorKind } from '../access/principal.ts';
import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';

/** A session with what is true of its person this very moment. */
export interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly orgId: string | null;
  readonly method: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly idleExpiresAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly userAgent: string | null;
  readonly addressPrefix: string | null;
  readonly renewalHash: Uint8Array;
  /** The second factor that was last given in it, and when; both null when none was. */
  readonly factor: FactorKind | null;
  readonly factorAt: string | null;
  readonly email: string;
  readonly userName: string | null;
  /** The role in the session's organisation; null without membership. */
  readonly role: string | null;
  readonly orgName: string | null;
}

const withPerson = `
  SELECT s.id, s.userId, s.orgId, s.method, s.createdAt, s.lastSeenAt, s.idleExpiresAt, s.expiresAt, s.revokedAt,
         s.userAgent, s.addressPrefix, s.renewalHash, s.factor, s.factorAt, u.email, u.name AS userName, m.role, o.name AS orgName
    FROM Session s
    JOIN User u ON u.id = s.userId
    LEFT JOIN Membership m ON m.orgId = s.orgId AND m.userId = s.userId
    LEFT JOIN Organization o ON o.id = s.orgId`;

export function findSession(db: SqlReader, id: string): Promise<SessionRow | undefined> {
  return db.get<SessionRow>(`${withPerson} WHERE s.id = ?`, [id]);
}

/** The person's sessions that have not ended, last used first. */
export function liveSessionsOf(db: SqlReader, userId: string, now: string): Promise<SessionRow[]> {
  return db.all<SessionRow>(
    `${withPerson} WHERE s.userId = ? AND s.revokedAt IS NULL AND s.idleExpiresAt > ? AND s.expiresAt > ?
      ORDER BY s.lastSeenAt DESC, s.id DESC LIMIT 200`,
    [userId, now, now],
  );
}

/** The member's sessions in one organisation that have not ended, last used first. */
export function liveSessionsIn(db: SqlReader, orgId: string, userId: string, now: string): Promise<SessionRow[]> {
  return db.all<SessionRow>(
    `${withPerson} WHERE s.orgId = ? AND s.userId = ? AND s.revokedAt IS NULL AND s.idleExpiresAt > ? AND s.expiresAt > ?
      ORDER BY s.lastSeenAt DESC, s.id DESC LIMIT 200`,
    [orgId, userId, now, now],
  );
}

export type StoredSession = Omit<SessionRow, 'revokedAt' | 'email' | 'userName' | 'role' | 'orgName'>;

export async function insertSession(tx: SqlWriter, session: StoredSession): Promise<void> {
  await tx.run(
    `INSERT INTO Session (id, userId, orgId, method, createdAt, lastSeenAt, idleExpiresAt, expiresAt, userAgent,
                          addressPrefix, renewalHash, factor, factorAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      session.id,
      session.userId,
      session.orgId,
      session.method,
      session.createdAt,
      session.lastSeenAt,
      session.idleExpiresAt,
      session.expiresAt,
      session.userAgent,
      session.addressPrefix,
      session.renewalHash,
      session.factor,
      session.factorAt,
    ],
  );
}

/** Moves the idle end, unless the session has ended meanwhile. */
export async function noteSeen(tx: SqlWriter, id: string, at: string, idleExpiresAt: string): Promise<void> {
  await tx.run('UPDATE Session SET lastSeenAt = ?, idleExpiresAt = ? WHERE id = ? AND revokedAt IS NULL', [
    at,
    idleExpiresAt,
    id,
  ]);
}

/** @returns false when the person has no such session, or it had been ended before. */
export async function endSession(tx: SqlWriter, userId: string, id: string, at: string): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE Session SET revokedAt = ? WHERE id = ? AND userId = ? AND revokedAt IS NULL',
    [at, id, userId],
  );
  return changes === 1;
}

/** @returns how many were ended. */
export async function endSessionsOf(tx: SqlWriter, userId: string, at: string): Promise<number> {
  const { changes } = await tx.run('UPDATE Session SET revokedAt = ? WHERE userId = ? AND revokedAt IS NULL', [
    at,
    userId,
  ]);
  return changes;
}

/** @returns how many sessions of the person ended; the one that is kept is not among them. */
export async function endSessionsBut(tx: SqlWriter, userId: string, kept: string, at: string): Promise<number> {
  const { changes } = await tx.run(
    'UPDATE Session SET revokedAt = ? WHERE userId = ? AND id <> ? AND revokedAt IS NULL',
    [at, userId, kept],
  );
  return changes;
}

/** Ends the person's sessions in one organisation, and no others. */
export async function endSessionsIn(tx: SqlWriter, orgId: string, userId: string, at: string): Promise<number> {
  const { changes } = await tx.run(
    'UPDATE Session SET revokedAt = ? WHERE orgId = ? AND userId = ? AND revokedAt IS NULL',
    [at, orgId, userId],
  );
  return changes;
}

/** Ends one session of a member in one organisation. @returns false when there is no such session there, or it had ended. */
export async function endSessionIn(
  tx: SqlWriter,
  at: { readonly orgId: string; readonly userId: string; readonly id: string; readonly now: string },
): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE Session SET revokedAt = ? WHERE id = ? AND orgId = ? AND userId = ? AND revokedAt IS NULL',
    [at.now, at.id, at.orgId, at.userId],
  );
  return changes === 1;
}

/**
 * The next session key of the organisation: from the commit on no token under an earlier one is good, and every session
 * in the organisation has ended, so that none gets a new token.
 * @returns the number of the new key, and how many sessions ended.
 */
export async function nextSessionKey(
  tx: SqlWriter,
  orgId: string,
  at: string,
): Promise<{ readonly version: number; readonly ended: number }> {
  const row = await tx.get<{ version: number }>(
    'UPDATE Organization SET sessionKeyVersion = sessionKeyVersion + 1 WHERE id = ? RETURNING sessionKeyVersion AS version',
    [orgId],
  );
  if (row === undefined) throw fail('not_found');
  const { changes } = await tx.run('UPDATE Session SET revokedAt = ? WHERE orgId = ? AND revokedAt IS NULL', [
    at,
    orgId,
  ]);
  return { version: row.version, ended: changes };
}

/** Forgets sessions whose lifetime was over before `before`. */
export async function forgetSessions(tx: SqlWriter, before: string): Promise<void> {
  await tx.run('DELETE FROM Session WHERE expiresAt < ?', [before]);
}
