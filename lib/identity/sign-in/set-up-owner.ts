import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { publicOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { SetUpOwner, SignedIn } from '../schema.ts';
import { anyUser, createUser } from '../users.ts';
import { answerEntered, enter } from './enter.ts';
import { claimByToken } from './login-tokens.ts';

/**
 * Makes the first account of the installation by the link printed at its start, and signs in. The link is the proof; the
 * address counts as verified only once a mail to it has been answered.
 *
 * @throws `sign_in_failed` for a wrong, used or old link, and once anybody has an account.
 */
export const setUpOwner = publicOperation({
  name: 'auth.setUpOwner',
  title: 'Become the first owner of this installation',
  http: 'POST /auth/set-up-owner',
  limits: ['auth.address', 'auth.verify'],
  input: SetUpOwner,
  output: SignedIn,
  writes: true,
  refuses: ['sign_in_failed'],
  run: async (ctx, input) => {
    const now = ctx.now();
    const attempt = await ctx.control.write(async (tx) => {
      const event = { ...auditOf(ctx), action: 'auth.set_up_owner' } as const;
      const claim = (await anyUser(tx))
        ? ({ ok: false, refusal: 'used' } as const)
        : await claimByToken(tx, input.token, { purposes: ['owner-setup'], browserHash: null, now });
      if (!claim.ok) {
        await recordAuditIn(tx, { ...event, outcome: 'refused', reason: claim.refusal });
        return null;
      }
      const user = await createUser(tx, { email: input.email, name: input.name, verifiedAt: null, now });
      await recordAuditIn(tx, { ...event, outcome: 'ok', actor: user.id });
      return enter(tx, ctx, user, { method: 'email', redirectTo: '/organizations/new' });
    });
    if (attempt === null) throw fail('sign_in_failed');
    return answerEntered(ctx, attempt);
  },
});
