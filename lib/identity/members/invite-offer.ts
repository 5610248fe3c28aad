import type { Principal } from '../../access/principal.ts';
import { mayGrant } from '../../access/roles.ts';
import { sha256 } from '../../platform/crypto/digest.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { roleIn } from '../memberships.ts';
import { findUserByEmail, type UserRow } from '../users.ts';
import { findInviteByToken, type InviteRow } from './invite-store.ts';

/** Why an invitation cannot be accepted. For the audit log: all but the last two get the same answer. */
export type InviteRefusal =
  | 'unknown'
  | 'used'
  | 'revoked'
  | 'expired'
  | 'organization_inactive'
  | 'inviter_lost_rank'
  | 'sign_in_first'
  | 'other_account';

export type InviteCheck =
  | { readonly ok: true; readonly invite: InviteRow; readonly organizationName: string; readonly user: UserRow | null }
  | { readonly ok: false; readonly refusal: InviteRefusal; readonly invite: InviteRow | null };

/**
 * Whether this caller can accept the invitation now; changes nothing. The link proves the mailbox, and so makes an
 * account for an address that has none. An address that has one must be signed in: a link that lives for days is no
 * sign-in. What the inviter could not grant any more is not granted.
 */
export async function checkInvite(
  db: SqlReader,
  token: string,
  by: { readonly principal: Principal; readonly now: Date },
): Promise<InviteCheck> {
  const invite = await findInviteByToken(db, sha256(token));
  if (!invite) return { ok: false, refusal: 'unknown', invite: null };
  const dead = (refusal: InviteRefusal): InviteCheck => ({ ok: false, refusal, invite });
  if (invite.acceptedAt !== null) return dead('used');
  if (invite.revokedAt !== null) return dead('revoked');
  if (invite.expiresAt <= by.now.toISOString()) return dead('expired');
  const org = await db.get<{ name: string; status: string }>('SELECT name, status FROM Organization WHERE id = ?', [
    invite.orgId,
  ]);
  if (org?.status !== 'active') return dead('organization_inactive');
  if (!(await mayStillInvite(db, invite))) return dead('inviter_lost_rank');
  const user = (await findUserByEmail(db, invite.email)) ?? null;
  if (by.principal.kind === 'user') {
    if (by.principal.userId !== user?.id) return dead('other_account');
  } else if (user) {
    return dead('sign_in_first');
  }
  return { ok: true, invite, organizationName: org.name, user };
}

async function mayStillInvite(db: SqlReader, invite: InviteRow): Promise<boolean> {
  if (invite.invitedBy === 'operator') return true;
  const role = await roleIn(db, invite.orgId, invite.invitedBy);
  return role !== null && mayGrant(role, invite.role);
}
