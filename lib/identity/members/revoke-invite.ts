import { z } from 'zod';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { InviteId } from '../schema.ts';
import { findOpenInvite, type InviteRow, markInviteRevoked } from './invite-store.ts';
import { assertMayGrant, rankOf } from './rules.ts';

/** Afterwards its link is dead. @throws `not_found` for one that was accepted or revoked; `forbidden`. */
export const revokeInvite = operation({
  name: 'invites.revoke',
  title: 'Take an invitation back',
  http: 'DELETE /invites/{id}',
  permission: 'members:write',
  feature: undefined,
  limits: ['api.general'],
  input: InviteId,
  output: z.void(),
  writes: true,
  status: 204,
  run: async (ctx, { id }) => {
    await ctx.directory.write(
      (invite: InviteRow) => ({
        action: 'invite.revoked',
        subject: id,
        detail: { email: invite.email, role: invite.role },
      }),
      async (tx) => {
        const rank = await rankOf(tx, ctx);
        const invite = await findOpenInvite(tx, ctx.org.id, id);
        if (!invite) throw fail('not_found');
        assertMayGrant(rank, invite.role);
        await markInviteRevoked(tx, ctx.org.id, id, ctx.now().toISOString());
        await recordAuditIn(tx, {
          ...auditOf(ctx),
          action: 'invites.revoke',
          outcome: 'ok',
          detail: { inviteId: id },
        });
        return invite;
      },
    );
  },
});
