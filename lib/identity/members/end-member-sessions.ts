import { z } from 'zod';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import type { ReceiptDraft } from '../../ledger/receipt.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { endGrants } from '../oauth/end-grants.ts';
import { MemberId, SessionOfMember, SessionsEnded } from '../schema.ts';
import { endSessionIn, endSessionsIn } from '../session-store.ts';
import { assertMayGrant, rankOf } from './rules.ts';
import { findMember, type MemberRow } from './store.ts';

interface Ended {
  readonly member: MemberRow;
  readonly ended: number;
}

/**
 * Ends one session of a member in this organisation: of a browser, or of a program that acts for them. It stops working
 * with its next request. CLAIMS I6.
 * @throws `not_found`, also for a session that has ended, is another person's or is in another organisation.
 */
export const endMemberSession = operation({
  name: 'members.endSession',
  title: 'End a session of a member',
  http: 'DELETE /members/{id}/sessions/{sessionId}',
  permission: 'sessions:write',
  feature: undefined,
  limits: ['api.general'],
  input: SessionOfMember,
  output: z.void(),
  writes: true,
  status: 204,
  run: async (ctx, { id, sessionId }) => {
    await endFor(ctx, id, sessionId, async (tx, { userId }) => {
      const now = ctx.now();
      const at = { orgId: ctx.org.id, userId, id: sessionId, now: now.toISOString() };
      if (await endSessionIn(tx, at)) return 1;
      const grants = await endGrants(
        tx,
        { id: sessionId, orgId: ctx.org.id, userId },
        { why: 'owner', actor: ctx.actor, at: now },
      );
      if (grants.length === 0) throw fail('not_found');
      return 1;
    });
  },
});

/**
 * Ends every session of a member in this organisation, and what programs may do for them here. Their sessions elsewhere and
 * their account stay. CLAIMS I6.
 * @throws `not_found`.
 */
export const endMemberSessions = operation({
  name: 'members.endSessions',
  title: 'End all sessions of a member',
  http: 'DELETE /members/{id}/sessions',
  permission: 'sessions:write',
  feature: undefined,
  limits: ['api.general'],
  input: MemberId,
  output: SessionsEnded,
  writes: true,
  run: async (ctx, { id }) => {
    const { ended } = await endFor(ctx, id, null, async (tx, { userId }) => {
      const now = ctx.now();
      const browsers = await endSessionsIn(tx, ctx.org.id, userId, now.toISOString());
      const programs = await endGrants(tx, { orgId: ctx.org.id, userId }, { why: 'owner', actor: ctx.actor, at: now });
      return browsers + programs.length;
    });
    return { ended };
  },
});

function endFor(
  ctx: TenantContext,
  id: string,
  sessionId: string | null,
  end: (tx: SqlWriter, member: MemberRow) => Promise<number>,
): Promise<Ended> {
  const which = sessionId === null ? {} : { sessionId };
  return ctx.directory.write(
    ({ member, ended }: Ended): ReceiptDraft => ({
      action: 'member.sessionsEnded',
      subject: id,
      detail: { userId: member.userId, email: member.email, ended, ...which },
    }),
    async (tx) => {
      const rank = await rankOf(tx, ctx);
      const member = await findMember(tx, ctx.org.id, id);
      if (!member) throw fail('not_found');
      assertMayGrant(rank, member.role);
      const ended = await end(tx, member);
      const detail = { memberId: id, ended, ...which };
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'sessions.end_member', outcome: 'ok', detail });
      return { member, ended };
    },
  );
}
