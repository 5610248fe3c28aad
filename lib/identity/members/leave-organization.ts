import { z } from 'zod';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { runtime } from '../../runtime.ts';
import { organizationsPath } from '../links.ts';
import { endGrants } from '../oauth/end-grants.ts';
import { NoInput } from '../schema.ts';
import { endSessionsIn } from '../session-store.ts';
import { answerWithSession, moveSession, type OpenedSession } from '../sessions.ts';
import { assertOwnerRemains } from './rules.ts';
import { deleteMember, findMemberByUser, type MemberRow } from './store.ts';

interface Left {
  readonly member: MemberRow;
  readonly session: OpenedSession;
}

/**
 * The caller leaves the organisation. The session at hand goes on outside it; their other sessions in it end, and what they let programs do.
 * @throws `last_owner` for the only owner; `forbidden` for anything but a person.
 */
export const leaveOrganization = operation({
  name: 'members.leave',
  title: 'Leave the organisation',
  permission: 'self:read',
  feature: undefined,
  limits: ['api.general'],
  input: NoInput,
  output: z.object({ redirectTo: z.string() }),
  writes: true,
  run: async (ctx) => {
    const { principal } = ctx;
    if (principal.kind !== 'user') throw fail('forbidden');
    const now = ctx.now();
    const { session } = await ctx.directory.write(
      ({ member }: Left) => ({
        action: 'member.left',
        subject: member.id,
        detail: { userId: member.userId, email: member.email, role: member.role },
      }),
      async (tx) => {
        const member = await findMemberByUser(tx, ctx.org.id, principal.userId);
        if (!member) throw fail('unauthorized');
        if (member.role === 'owner') await assertOwnerRemains(tx, ctx.org.id, member.id);
        await deleteMember(tx, ctx.org.id, member.id);
        const moved = await moveSession(tx, principal, null, { env: ctx.services.env, request: ctx.request, now });
        await endSessionsIn(tx, ctx.org.id, principal.userId, now.toISOString());
        const mine = { orgId: ctx.org.id, userId: principal.userId };
        await endGrants(tx, mine, { why: 'membership', actor: ctx.actor, at: now });
        await recordAuditIn(tx, { ...auditOf(ctx), action: 'members.leave', outcome: 'ok' });
        return { member, session: moved };
      },
    );
    await answerWithSession(runtime(), ctx.answer, session);
    return { redirectTo: organizationsPath };
  },
});
