import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { endGrants } from '../oauth/end-grants.ts';
import { NoInput, SessionKeyRotated } from '../schema.ts';
import { clearedSessionCookies } from '../session-cookies.ts';
import { nextSessionKey } from '../session-store.ts';

interface Rotated {
  readonly version: number;
  readonly ended: number;
}

/**
 * Gives the organisation the next session key. In the same write every session in it ends, the caller's included, and what
 * programs may do for its members: no token, renewal or refresh token of before works again, on any instance. Everybody signs
 * in anew; nothing else of the organisation changes. CLAIMS I3, I6.
 */
export const rotateSessionKey = operation({
  name: 'sessions.rotateKey',
  title: 'End every session of the organisation',
  http: 'POST /organization/session-key/rotate',
  permission: 'sessions:write',
  feature: undefined,
  limits: ['api.general'],
  input: NoInput,
  output: SessionKeyRotated,
  writes: true,
  stepUp: 'always',
  run: async (ctx) => {
    const now = ctx.now();
    const rotated = await ctx.directory.write(
      ({ version, ended }: Rotated) => ({
        action: 'sessions.keyRotated',
        subject: ctx.org.id,
        detail: { version, ended },
      }),
      async (tx): Promise<Rotated> => {
        const { version, ended } = await nextSessionKey(tx, ctx.org.id, now.toISOString());
        const programs = await endGrants(tx, { orgId: ctx.org.id }, { why: 'owner', actor: ctx.actor, at: now });
        const all = { version, ended: ended + programs.length };
        await recordAuditIn(tx, { ...auditOf(ctx), action: 'sessions.rotate_key', outcome: 'ok', detail: all });
        return all;
      },
    );
    if (ctx.principal.kind === 'user') {
      for (const cookie of clearedSessionCookies(ctx.services.origin)) ctx.answer.setCookie(cookie);
    }
    return rotated;
  },
});
