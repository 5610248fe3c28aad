import { accountOperation } from '../../access/operation.ts';
import { NoInput, SessionList } from '../schema.ts';
import { liveSessionsOf } from '../session-store.ts';

/** Where the person is signed in, in whatever organisation. CLAIMS I6. */
export const listSessions = accountOperation({
  name: 'sessions.list',
  title: 'List my sessions',
  limits: ['account.general'],
  input: NoInput,
  output: SessionList,
  writes: false,
  run: async (ctx) => {
    const rows = await liveSessionsOf(ctx.control, ctx.principal.userId, ctx.now().toISOString());
    return {
      data: rows.map((row) => ({
        id: row.id,
        current: row.id === ctx.principal.sessionId,
        method: row.method,
        organizationName: row.orgName,
        createdAt: row.createdAt,
        lastSeenAt: row.lastSeenAt,
        expiresAt: row.expiresAt,
        userAgent: row.userAgent,
        network: row.addressPrefix,
      })),
    };
  },
});
