import { accountOperation } from '../../access/operation.ts';
import { liveGrantsOf } from '../oauth/grant-store.ts';
import { NoInput, SessionList } from '../schema.ts';
import { liveSessionsOf } from '../session-store.ts';
import { presentSessions } from './present-session.ts';

/** Where the person is signed in, in whatever organisation: browsers, and programs that act for them. CLAIMS I6. */
export const listSessions = accountOperation({
  name: 'sessions.list',
  title: 'List my sessions',
  limits: ['account.general'],
  input: NoInput,
  output: SessionList,
  writes: false,
  run: async (ctx) => {
    const { userId, sessionId } = ctx.principal;
    const now = ctx.now().toISOString();
    const [sessions, grants] = await Promise.all([
      liveSessionsOf(ctx.control, userId, now),
      liveGrantsOf(ctx.control, userId, now),
    ]);
    return { data: presentSessions(sessions, grants, sessionId) };
  },
});
