import { z } from 'zod';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { endGrants } from '../oauth/end-grants.ts';
import { SessionId } from '../schema.ts';
import { clearedSessionCookies } from '../session-cookies.ts';
import { endSession } from '../session-store.ts';

/**
 * Ends one of the person's own sessions: of a browser, or of a program that acts for them.
 * @throws `not_found` for anybody else's, and for one that has ended.
 */
export const endMySession = accountOperation({
  name: 'sessions.end',
  title: 'End one of my sessions',
  limits: ['account.general'],
  input: SessionId,
  output: z.void(),
  writes: true,
  status: 204,
  run: async (ctx, { id }) => {
    const { userId, sessionId } = ctx.principal;
    const now = ctx.now();
    await ctx.control.write(async (tx) => {
      const ended =
        (await endSession(tx, userId, id, now.toISOString())) ||
        (await endGrants(tx, { id, userId }, { why: 'person', actor: userId, at: now })).length === 1;
      if (!ended) throw fail('not_found');
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'auth.session_ended', outcome: 'ok', detail: { id } });
    });
    if (id === sessionId) {
      for (const cookie of clearedSessionCookies(ctx.services.origin)) ctx.answer.setCookie(cookie);
    }
  },
});
