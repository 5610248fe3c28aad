import { encode } from 'uqr';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { runtime } from '../../runtime.ts';
import { NoInput } from '../schema.ts';
import { answerWithSession } from '../sessions.ts';
import { addFactor } from './add-factor.ts';
import { countAttempt } from './count-attempt.ts';
import { confirmTotpRow, findTotp, offeredSecretOf, offerTotp } from './factor-store.ts';
import { sendNotices } from './notices.ts';
import { ConfirmTotp, FactorAdded, TotpOffer } from './schema.ts';
import {
  newTotpSecret,
  openTotpSecret,
  plainTotpCode,
  sealTotpSecret,
  totpKeyVersion,
  totpOffer,
  totpStepOf,
} from './totp.ts';

/**
 * Makes a secret for an authenticator app, shown this once. It counts for nothing before a code has shown that the app has it;
 * an app that is in use goes on to count until then.
 */
export const offerAuthenticator = accountOperation({
  name: 'factors.offerTotp',
  title: 'Prepare an authenticator app',
  limits: ['account.general'],
  input: NoInput,
  output: TotpOffer,
  writes: true,
  stepUp: 'always',
  revealsSecret: true,
  run: async (ctx) => {
    const { userId, email } = ctx.principal;
    const secret = newTotpSecret();
    const sealedSecret = sealTotpSecret(ctx.services.secrets, userId, secret);
    const createdAt = ctx.now().toISOString();
    await ctx.control.write((tx) => offerTotp(tx, { userId, sealedSecret, keyVersion: totpKeyVersion, createdAt }));
    const { uri, text } = totpOffer(secret, email);
    const qr = encode(uri).data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
    return { uri, text, qr };
  },
});

/**
 * Takes the app into use by its first code. Afterwards its codes are asked for at sign-in, and those of the app that it
 * replaces work no more; the person was told by mail.
 * @throws `factor_failed` for a wrong code; `rate_limited`.
 */
export const confirmAuthenticator = accountOperation({
  name: 'factors.confirmTotp',
  title: 'Add the authenticator app',
  limits: ['account.general'],
  input: ConfirmTotp,
  output: FactorAdded,
  writes: true,
  stepUp: 'always',
  revealsSecret: true,
  refuses: ['factor_failed', 'rate_limited'],
  run: async (ctx, input) => {
    const { userId } = ctx.principal;
    const attempt = await countAttempt(ctx, 'factors.confirmTotp', userId);
    const now = ctx.now();
    const row = await findTotp(ctx.control, userId);
    const offered = offeredSecretOf(row);
    const code = plainTotpCode(input.code);
    if (offered === null || code === null) throw fail('factor_failed', { detail: 'nothing to confirm' });
    const step = totpStepOf(openTotpSecret(ctx.services.secrets, userId, offered), code, now);
    if (step === null) throw fail('factor_failed', { detail: 'wrong code' });
    const added = await ctx.control.write(async (tx) => {
      // Offered anew meanwhile, in another tab: the code was of the secret that was replaced.
      const before = await findTotp(tx, userId);
      const still = offeredSecretOf(before);
      if (still === null || !Buffer.from(still).equals(Buffer.from(offered))) throw fail('factor_failed');
      const replaces = before?.confirmedAt != null;
      const detail = { kind: 'totp', replaces };
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'factor.add', outcome: 'ok', detail });
      return addFactor(tx, ctx, { kind: 'totp', change: replaces ? 'totp-replaced' : 'totp-added' }, async () => {
        const confirmed = { at: now.toISOString(), step, keyVersion: totpKeyVersion };
        if (!(await confirmTotpRow(tx, userId, confirmed))) throw fail('factor_failed');
      });
    });
    await attempt.refund();
    await answerWithSession(runtime(), ctx.answer, added.session);
    await sendNotices(ctx.services, [added.mail]);
    return { recoveryCodes: added.recoveryCodes && [...added.recoveryCodes] };
  },
});
