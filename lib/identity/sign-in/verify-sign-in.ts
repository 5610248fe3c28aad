import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { publicOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { FirstStepDone, VerifySignIn } from '../schema.ts';
import { userOfProvenEmail } from '../users.ts';
import { browserHashOf } from './browser-binding.ts';
import { answerEntry, enterOrAsk } from './enter.ts';
import { claimByCode, claimByToken } from './login-tokens.ts';

/**
 * Uses up a link or a code and signs in. Of any number of callers with the same link one gets a session. Afterwards the
 * account exists, its address counts as verified, who has a second factor is asked for it instead, and the attempt stands in the audit log, refused or not.
 *
 * @throws `sign_in_failed`, the same for every reason.
 */
export const verifySignIn = publicOperation({
  name: 'auth.verify',
  title: 'Sign in by link or code',
  description:
    'Takes the token of the link, in the browser that asked for it, or the address and the six digits anywhere.',
  http: 'POST /auth/verify',
  limits: ['auth.address', 'auth.verify'],
  input: VerifySignIn,
  output: FirstStepDone,
  writes: true,
  refuses: ['sign_in_failed'],
  run: async (ctx, input) => {
    const { origin, secrets } = ctx.services;
    const now = ctx.now();
    const browserHash = browserHashOf(origin, ctx.request);
    const attempt = await ctx.control.write(async (tx) => {
      const { token, email = '', code = '' } = input;
      const claim =
        token !== undefined
          ? await claimByToken(tx, token, { purposes: ['login', 'operator-login'], browserHash, now })
          : await claimByCode(tx, secrets, { email, code }, { browserHash, now });
      const by = token !== undefined ? 'link' : 'code';
      const event = { ...auditOf(ctx), action: 'auth.verify', detail: { by } } as const;
      if (!claim.ok) {
        await recordAuditIn(tx, { ...event, outcome: 'refused', reason: claim.refusal });
        return null;
      }
      const user = await userOfProvenEmail(tx, claim.token.email, input.name ?? null, now);
      const entered = await enterOrAsk(tx, ctx, user, { method: 'email', redirectTo: claim.token.redirectTo });
      const orgId = entered.organization?.id ?? null;
      const detail = { by, ...(entered.session === null ? { awaits: 'factor' } : {}) };
      await recordAuditIn(tx, { ...event, outcome: 'ok', actor: user.id, orgId, detail });
      return entered;
    });
    // Thrown after the write, so that the counted wrong code and the audit event stay.
    if (attempt === null) throw fail('sign_in_failed');
    return answerEntry(ctx, attempt);
  },
});
