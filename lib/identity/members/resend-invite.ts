import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { requireFactor } from '../../access/factor-standing.ts';
import { operation } from '../../access/operation.ts';
import { isAdministrative } from '../../access/roles.ts';
import { fail } from '../../platform/errors.ts';
import { Invite, InviteId } from '../schema.ts';
import { findOpenInvite, type InviteRow, renewInvite } from './invite-store.ts';
import { presentInvite } from './present.ts';
import { assertMayGrant, rankOf } from './rules.ts';
import { newInviteToken, sendInvite } from './send-invite.ts';

/**
 * Mails the invitation again, under a new link and for another seven days; the old link dies. From now on it stands in
 * the name of the caller.
 *
 * @throws `not_found` for one that was accepted or revoked; `forbidden`; `mail_unavailable`, and then it can be resent; for
 * owners and admins what {@link requireFactor} throws.
 */
export const resendInvite = operation({
  name: 'invites.resend',
  title: 'Send an invitation again',
  http: 'POST /invites/{id}/resend',
  permission: 'members:write',
  feature: undefined,
  limits: ['api.general', 'invites.send'],
  input: InviteId,
  output: Invite,
  writes: true,
  stepUp: 'sometimes',
  refuses: ['mail_unavailable'],
  run: async (ctx, { id }) => {
    // It lives anew, and by the caller's rank from now on: power is given away as by inviting.
    const open = await findOpenInvite(ctx.directory, ctx.org.id, id);
    if (open && isAdministrative(open.role)) await requireFactor(ctx);
    const now = ctx.now();
    const { token, tokenHash, expiresAt } = newInviteToken(now);
    const invite = await ctx.directory.write(
      (renewed: InviteRow) => ({
        action: 'invite.resent',
        subject: id,
        detail: { email: renewed.email, role: renewed.role, expiresAt },
      }),
      async (tx) => {
        const rank = await rankOf(tx, ctx);
        const found = await findOpenInvite(tx, ctx.org.id, id);
        if (!found) throw fail('not_found');
        assertMayGrant(rank, found.role);
        const invitedBy = ctx.actor;
        await renewInvite(tx, ctx.org.id, id, { tokenHash, expiresAt, invitedBy });
        await recordAuditIn(tx, { ...auditOf(ctx), action: 'invites.resend', outcome: 'ok', detail: { inviteId: id } });
        return { ...found, expiresAt, invitedBy };
      },
    );
    await sendInvite(ctx, invite, token);
    return presentInvite(invite, now);
  },
});
