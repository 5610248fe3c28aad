import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation } from '../../access/operation.ts';
import { endGrants } from '../oauth/end-grants.ts';
import { NoInput, SessionsEnded } from '../schema.ts';
import { endSessionsBut } from '../session-store.ts';

/** Ends every session of the person but this one, in every organisation, and what programs may do for them. CLAIMS I6. */
export const endMyOtherSessions = accountOperation({
  name: 'sessions.endOthers',
  title: 'End all my other sessions',
  limits: ['account.general'],
  input: NoInput,
  output: SessionsEnded,
  writes: true,
  run: async (ctx) => {
    const { userId, sessionId } = ctx.principal;
    const now = ctx.now();
    return ctx.control.write(async (tx) => {
      const browsers = await endSessionsBut(tx, userId, sessionId, now.toISOString());
      const programs = await endGrants(tx, { userId }, { why: 'person', actor: userId, at: now });
      const ended = browsers + programs.length;
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'auth.sessions_ended', outcome: 'ok', detail: { ended } });
      return { ended };
    });
  },
});
