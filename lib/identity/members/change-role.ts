import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { noteFactorDue } from '../factors/factor-due.ts';
import { ChangeRole, Member } from '../schema.ts';
import { presentMember } from './present.ts';
import { assertMayGrant, assertOwnerRemains, rankOf } from './rules.ts';
import { findMember, type MemberRow, setRole } from './store.ts';

/**
 * Gives a member another role, from their next request on. CLAIMS I8, I9.
 * @throws `forbidden` when the present or the new role ranks above the caller's; `last_owner`; `not_found`.
 */
export const changeRole = operation({
  name: 'members.changeRole',
  title: "Change a member's role",
  http: 'PATCH /members/{id}',
  permission: 'members:write',
  feature: undefined,
  limits: ['api.general'],
  input: ChangeRole,
  output: Member,
  writes: true,
  stepUp: 'always',
  refuses: ['last_owner'],
  run: async (ctx, { id, role }) => {
    const { after } = await ctx.directory.write(
      ({ before }: { readonly before: MemberRow }) => ({
        action: 'member.roleChanged',
        subject: id,
        detail: { userId: before.userId, email: before.email, from: before.role, to: role },
      }),
      async (tx) => {
        const rank = await rankOf(tx, ctx);
        const before = await findMember(tx, ctx.org.id, id);
        if (!before) throw fail('not_found');
        assertMayGrant(rank, before.role);
        assertMayGrant(rank, role);
        if (before.role === 'owner' && role !== 'owner') await assertOwnerRemains(tx, ctx.org.id, id);
        await setRole(tx, ctx.org.id, id, role, ctx.now().toISOString());
        await noteFactorDue(tx, before.userId, ctx.now());
        await recordAuditIn(tx, {
          ...auditOf(ctx),
          action: 'members.change_role',
          outcome: 'ok',
          detail: { memberId: id, from: before.role, to: role },
        });
        return { before, after: { ...before, role } };
      },
    );
    return presentMember(after, ctx.principal);
  },
});
