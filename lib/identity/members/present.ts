import type { z } from 'zod';
import type { Principal } from '../../access/principal.ts';
import type { Invite, Member } from '../schema.ts';
import type { InviteRow } from './invite-store.ts';
import type { MemberRow } from './store.ts';

export function presentMember(row: MemberRow, principal: Principal): z.output<typeof Member> {
  return {
    id: row.id,
    userId: row.userId,
    email: row.email,
    name: row.name,
    role: row.role,
    createdAt: row.createdAt,
    you: principal.kind === 'user' && principal.userId === row.userId,
  };
}

/** Never the token: it is in the mail and nowhere else. */
export function presentInvite(row: InviteRow, now: Date): z.output<typeof Invite> {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    invitedBy: row.invitedBy,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    state: row.expiresAt <= now.toISOString() ? 'expired' : 'pending',
  };
}
