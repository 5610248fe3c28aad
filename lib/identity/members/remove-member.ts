import { z } from 'zod';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { requireFactor } from '../../access/factor-standing.ts';
import { operation } from '../../access/operation.ts';
import { isAdministrative } from '../../access/roles.ts';
import { fail } from '../../platform/errors.ts';
import { endGrants } from '../oauth/end-grants.ts';
import { MemberId } from '../schema.ts';
import { endSessionsIn } from '../session-store.ts';
import { assertMayGrant, assertOwnerRemains, rankOf } from './rules.ts';
import { deleteMember, findMember, type MemberRow } from './store.ts';

/**
 * Takes a member out of the organisation. Their sessions in it, and what they let programs do there, end with the same write; their account and their other
 * organisations stay.
 *
 * @throws `forbidden` when they rank above the caller; `last_owner`; `not_found`; for owners and admins what
 * {@link requireFactor} throws: a session that was left open does not take an organisation from those who run it.
 */
export const removeMember = operation({
  name: 'members.remove',
  title: 'Remove a member',
  http: 'DELETE /members/{id}',
  permission: 'members:write',
  feature: undefined,
  limits: ['api.general'],
  input: MemberId,
  output: z.void(),
  writes: true,
  stepUp: 'sometimes',
  refuses: ['last_owner'],
  status: 204,
  run: async (ctx, { id }) => {
    await ctx.directory.write(
      (member: MemberRow) => ({
        action: 'member.removed',
        subject: id,
        detail: { userId: member.userId, email: member.email, role: member.role },
      }),
      async (tx) => {
        const rank = await rankOf(tx, ctx);
        const member = await findMember(tx, ctx.org.id, id);
        if (!member) throw fail('not_found');
        assertMayGrant(rank, member.role);
        if (isAdministrative(member.role)) await requireFactor(ctx);
        if (member.role === 'owner') await assertOwnerRemains(tx, ctx.org.id, id);
        await deleteMember(tx, ctx.org.id, id);
        await endSessionsIn(tx, ctx.org.id, member.userId, ctx.now().toISOString());
        const theirs = { orgId: ctx.org.id, userId: member.userId };
        await endGrants(tx, theirs, { why: 'membership', actor: ctx.actor, at: ctx.now() });
        await recordAuditIn(tx, {
          ...auditOf(ctx),
          action: 'members.remove',
          outcome: 'ok',
          detail: { memberId: id, role: member.role },
        });
        return member;
      },
    );
  },
});
