import { z } from 'zod';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { SessionId } from '../schema.ts';
import { clearedSessionCookies } from '../session-cookies.ts';
import { endSession } from '../session-store.ts';

/** Ends one of the person's own sessions. @throws `not_found` for anybody else's, and for one that has ended. */
export const endMySession = accountOperation({
  name: 'sessions.end',
  title: 'End one of my sessions',
  limits: ['account.general'],
  input: SessionId,
  output: z.void(),
  writes: true,
  status: 204,
  run: async (ctx, { id }) => {
    await ctx.control.write(async (tx) => {
      if (!(await endSession(tx, ctx.principal.userId, id, ctx.now().toISOString()))) throw fail('not_found');
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'auth.session_ended', outcome: 'ok', detail: { id } });
    });
    if (id === ctx.principal.sessionId) {
      for (const cookie of clearedSessionCookies(ctx.services.origin)) ctx.answer.setCookie(cookie);
    }
  },
});
