import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { requireFactor } from '../../access/factor-standing.ts';
import { operation } from '../../access/operation.ts';
import { isAdministrative } from '../../access/roles.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { CreateInvite, Invite } from '../schema.ts';
import { type InviteRow, insertInvite, markInviteRevoked, openInvitesOf } from './invite-store.ts';
import { presentInvite } from './present.ts';
import { assertMayGrant, rankOf } from './rules.ts';
import { newInviteToken, sendInvite } from './send-invite.ts';
import { findMemberByEmail } from './store.ts';

/**
 * Invites an address by mail. Whether it has an account elsewhere changes nothing that the caller sees. An invitation
 * that could not be mailed is taken back, with a receipt of its own.
 *
 * @throws `forbidden` for a role above the caller's; `already_member`; `conflict` while one stands open for the address;
 * `mail_unavailable`; for owners and admins what {@link requireFactor} throws.
 */
export const createInvite = operation({
  name: 'invites.create',
  title: 'Invite somebody by mail',
  http: 'POST /invites',
  permission: 'members:write',
  feature: undefined,
  limits: ['api.general', 'invites.send'],
  input: CreateInvite,
  output: Invite,
  writes: true,
  stepUp: 'sometimes',
  refuses: ['already_member', 'conflict', 'mail_unavailable'],
  status: 201,
  run: async (ctx, { email, role }) => {
    // Whoever invites an owner or an admin gives power away, as by changing a role.
    if (isAdministrative(role)) await requireFactor(ctx);
    const now = ctx.now();
    const at = now.toISOString();
    const { token, tokenHash, expiresAt } = newInviteToken(now);
    const invite = await ctx.directory.write(
      (made: InviteRow) => ({ action: 'invite.created', subject: made.id, detail: { email, role, expiresAt } }),
      async (tx) => {
        assertMayGrant(await rankOf(tx, ctx), role);
        if (await findMemberByEmail(tx, ctx.org.id, email)) throw fail('already_member');
        for (const open of await openInvitesOf(tx, ctx.org.id, email)) {
          if (open.expiresAt > at) throw fail('conflict', { message: 'This address is already invited.' });
          await markInviteRevoked(tx, ctx.org.id, open.id, at);
        }
        const row: InviteRow = {
          id: newId('inv'),
          orgId: ctx.org.id,
          email,
          role,
          invitedBy: ctx.actor,
          createdAt: at,
          expiresAt,
          acceptedAt: null,
          revokedAt: null,
        };
        await insertInvite(tx, { ...row, tokenHash });
        await recordAuditIn(tx, {
          ...auditOf(ctx),
          action: 'invites.create',
          outcome: 'ok',
          detail: { inviteId: row.id, role },
        });
        return row;
      },
    );
    try {
      await sendInvite(ctx, invite, token);
    } catch (error) {
      await ctx.directory.write(
        { action: 'invite.revoked', subject: invite.id, detail: { email, role, reason: 'the mail was not accepted' } },
        (tx) => markInviteRevoked(tx, ctx.org.id, invite.id, at),
      );
      throw error;
    }
    return presentInvite(invite, now);
  },
});
