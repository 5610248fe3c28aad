import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import type { Runtime } from '../runtime.ts';
import type { Permission } from './permissions.ts';
import type { Principal } from './principal.ts';
import { isRole, rolePermissions } from './roles.ts';

interface Standing {
  readonly orgId: string | null;
  readonly role: string | null;
}

/**
 * Whether what let a person in, or the program that acts for them, holds at this instant: their session (or what they
 * allowed) has not ended and is in the organisation that it was in, and the role that they have there holds the permission.
 * For what began a while ago, a body that was sent slowly among it: a session that ended meanwhile, a removal or a demotion
 * stops a write whole. CLAIMS I2, I6; ASVS 5.0, 7.4.1 and 8.3.2.
 *
 * Others are let through: nothing here ends them.
 *
 * @param db the control database, or the write on it that is at hand: then nothing can come in between.
 * @param permission null for what is the person's own.
 * @throws `unauthorized`, `forbidden`.
 */
export async function assertStillStands(
  db: SqlReader,
  principal: Principal,
  permission: Permission | null,
): Promise<void> {
  if (principal.kind !== 'user' && principal.kind !== 'client') return;
  const orgId = principal.kind === 'user' ? (principal.membership?.orgId ?? null) : principal.orgId;
  const row =
    principal.kind === 'user'
      ? await standingOf(db, 'Session', principal.sessionId, principal.userId)
      : await standingOf(db, 'OAuthGrant', principal.grantId, principal.userId);
  if (row === undefined || row.orgId !== orgId) throw fail('unauthorized', { detail: 'session_ended' });
  if (orgId === null) return;
  if (row.role === null || !isRole(row.role)) throw fail('unauthorized', { detail: 'no member any more' });
  if (permission !== null && !rolePermissions[row.role].has(permission)) {
    throw fail('forbidden', { extension: { permission } });
  }
}

/** The same, asked at this instant of the control database. */
export function stillStandsNow(
  rt: Pick<Runtime, 'tenancy'>,
  principal: Principal,
  permission: Permission | null,
): Promise<void> {
  return assertStillStands(rt.tenancy.control, principal, permission);
}

function standingOf(
  db: SqlReader,
  table: 'Session' | 'OAuthGrant',
  id: string,
  userId: string,
): Promise<Standing | undefined> {
  return db.get<Standing>(
    `SELECT s.orgId, m.role FROM "${table}" s LEFT JOIN Membership m ON m.orgId = s.orgId AND m.userId = s.userId
      WHERE s.id = ? AND s.userId = ? AND s.revokedAt IS NULL`,
    [id, userId],
  );
}
