import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation, publicOperation } from '../../access/operation.ts';
import { endGrants } from '../oauth/end-grants.ts';
import { NoInput, SignedOut } from '../schema.ts';
import { clearedSessionCookies } from '../session-cookies.ts';
import { endSession, endSessionsOf } from '../session-store.ts';

/** Ends this browser's session, at once and everywhere it is known. Without a session it only clears the cookies. */
export const signOut = publicOperation({
  name: 'auth.signOut',
  title: 'Sign out',
  http: 'POST /auth/sign-out',
  limits: [],
  input: NoInput,
  output: SignedOut,
  writes: true,
  run: async (ctx) => {
    const { principal } = ctx;
    if (principal.kind === 'user') {
      await ctx.control.write(async (tx) => {
        await endSession(tx, principal.userId, principal.sessionId, ctx.now().toISOString());
        await recordAuditIn(tx, { ...auditOf(ctx), action: 'auth.sign_out', outcome: 'ok' });
      });
    }
    for (const cookie of clearedSessionCookies(ctx.services.origin)) ctx.answer.setCookie(cookie);
    return { status: 'signed-out' as const };
  },
});

/** Ends every session of the person, this one included, and what programs may do for them. CLAIMS I6. */
export const signOutEverywhere = accountOperation({
  name: 'auth.signOutEverywhere',
  title: 'Sign out everywhere',
  limits: [],
  input: NoInput,
  output: SignedOut,
  writes: true,
  run: async (ctx) => {
    const { userId } = ctx.principal;
    const now = ctx.now();
    await ctx.control.write(async (tx) => {
      const browsers = await endSessionsOf(tx, userId, now.toISOString());
      const programs = await endGrants(tx, { userId }, { why: 'person', actor: userId, at: now });
      const ended = browsers + programs.length;
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'auth.sign_out', outcome: 'ok', detail: { ended } });
    });
    for (const cookie of clearedSessionCookies(ctx.services.origin)) ctx.answer.setCookie(cookie);
    return { status: 'signed-out' as const };
  },
});
