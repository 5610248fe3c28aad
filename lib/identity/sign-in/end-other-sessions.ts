import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation } from '../../access/operation.ts';
import { NoInput, SessionsEnded } from '../schema.ts';
import { endSessionsBut } from '../session-store.ts';

/** Ends every session of the person but this one, in every organisation. CLAIMS I6. */
export const endMyOtherSessions = accountOperation({
  name: 'sessions.endOthers',
  title: 'End all my other sessions',
  limits: ['account.general'],
  input: NoInput,
  output: SessionsEnded,
  writes: true,
  run: async (ctx) => {
    const { userId, sessionId } = ctx.principal;
    return ctx.control.write(async (tx) => {
      const ended = await endSessionsBut(tx, userId, sessionId, ctx.now().toISOString());
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'auth.sessions_ended', outcome: 'ok', detail: { ended } });
      return { ended };
    });
  },
});
