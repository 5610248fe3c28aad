import { isoAfter } from '../../platform/clock.ts';
import { randomToken, sha256 } from '../../platform/crypto/digest.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { inviteLink } from '../links.ts';
import { inviteMail } from '../mail-texts.ts';
import type { InviteRow } from './invite-store.ts';

export const inviteDays = 7;

/** A token of 256 bits: hashed at rest, in clear in the mail alone. */
export function newInviteToken(now: Date): {
  readonly token: string;
  readonly tokenHash: Uint8Array;
  readonly expiresAt: string;
} {
  const token = randomToken();
  return { token, tokenHash: sha256(token), expiresAt: isoAfter(now, inviteDays * 86_400) };
}

/** @throws `mail_unavailable` */
export async function sendInvite(ctx: TenantContext, invite: InviteRow, token: string): Promise<void> {
  const url = inviteLink(ctx.services.origin, token);
  await ctx.services.mailer.send(
    inviteMail(invite.email, { url, organizationName: ctx.org.name, role: invite.role, days: inviteDays }),
  );
}
