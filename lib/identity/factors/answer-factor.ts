import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { publicOperation } from '../../access/operation.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { NoInput, SignedIn } from '../schema.ts';
import { deviceCookie, factorCookie, factorCookieName } from '../session-cookies.ts';
import { answerEntered, type Entered, enter } from '../sign-in/enter.ts';
import { findUser } from '../users.ts';
import { alertOrganizationsOf } from './alert-organizations.ts';
import { findChallenge, noteWrongAnswer, signedChallenge, takeChallenge } from './challenge-store.ts';
import { findTotp, passkeysOf } from './factor-store.ts';
import { deviceSeconds, newDeviceMark } from './known-device.ts';
import { noticeOf, sendNotices } from './notices.ts';
import { proveFactor } from './prove-factor.ts';
import { recoveryCodesLeft } from './recovery-codes.ts';
import { assertionOptions } from './relying-party.ts';
import { FactorQuestion, GiveFactor } from './schema.ts';

/** The challenge that this browser may answer, with whom it is about; null when there is none any more. */
async function openChallenge(ctx: PublicContext) {
  const token = ctx.request.cookies.get(factorCookieName(ctx.services.origin));
  if (token === undefined || token.length > 256) return null;
  const challenge = await findChallenge(ctx.control, token, {
    purpose: 'second-factor',
    browserHash: null,
    now: ctx.now(),
  });
  return challenge?.userId == null ? null : { ...challenge, userId: challenge.userId };
}

/** What the page after the first step asks for. Nothing of the account is told: neither address, nor name, nor where it belongs. */
export const readFactorQuestion = publicOperation({
  name: 'auth.readFactorQuestion',
  title: 'See which second factor is asked for',
  limits: ['auth.pages'],
  input: NoInput,
  output: FactorQuestion,
  writes: false,
  run: async (ctx) => {
    const challenge = await openChallenge(ctx);
    if (challenge === null) {
      return { state: 'dead' as const, passkeyOptions: null, totp: false, recoveryCodes: false };
    }
    const { userId } = challenge;
    const passkeys = await passkeysOf(ctx.control, userId);
    const signed = signedChallenge(ctx.services.secrets, challenge.id);
    return {
      state: 'ready' as const,
      passkeyOptions:
        passkeys.length === 0 ? null : JSON.stringify(await assertionOptions(ctx.services.origin, signed, passkeys)),
      totp: ((await findTotp(ctx.control, userId))?.confirmedAt ?? null) !== null,
      recoveryCodes: (await recoveryCodesLeft(ctx.control, userId)) > 0,
    };
  },
});

/**
 * Takes the second factor after the first step and signs in. Of any number that answer the same challenge one gets a session.
 * @throws `factor_failed`, the same for every reason; `sign_in_failed` when the first step has to be taken again;
 * `rate_limited`.
 */
export const answerFactor = publicOperation({
  name: 'auth.answerFactor',
  title: 'Sign in with a second factor',
  limits: ['auth.address'],
  input: GiveFactor,
  output: SignedIn,
  writes: true,
  refuses: ['factor_failed', 'sign_in_failed', 'rate_limited'],
  run: async (ctx, answer) => {
    const { services } = ctx;
    const now = ctx.now();
    const at = now.toISOString();
    const challenge = await openChallenge(ctx);
    if (challenge === null) throw fail('sign_in_failed', { detail: 'no challenge of a second factor' });
    const { userId } = challenge;
    const signed = signedChallenge(services.secrets, challenge.id);
    const proof = await proveFactor(ctx, { operation: 'auth.answerFactor', userId, answer, challenge: signed });
    const event = { ...auditOf(ctx), actor: userId, action: 'auth.factor' } as const;
    const mails: Mail[] = [];
    const tell = async (tx: SqlWriter, change: 'code-used' | 'passkey-copied', subject?: string) =>
      mails.push(await noticeOf(tx, { userId, change, subject, origin: services.origin, now }));
    const entered = await ctx.control.write(async (tx): Promise<Entered | null> => {
      const user = await findUser(tx, userId);
      const refusal = proof.ok ? await proof.take(tx) : proof.refusal;
      if (!user || !proof.ok || refusal !== null) {
        await noteWrongAnswer(tx, challenge.id);
        await recordAuditIn(tx, { ...event, outcome: 'refused', reason: refusal ?? 'account_gone' });
        if (!proof.ok && refusal === 'counter_went_back') await tell(tx, 'passkey-copied', proof.passkey?.id);
        return null;
      }
      if (!(await takeChallenge(tx, challenge.id, at))) throw fail('sign_in_failed', { detail: 'answered meanwhile' });
      const { kind } = proof;
      const method = challenge.method === 'google' ? 'google' : 'email';
      const opened = await enter(tx, ctx, user, { method, redirectTo: challenge.redirectTo, factor: { kind, at } });
      const orgId = opened.organization?.id ?? null;
      await recordAuditIn(tx, { ...event, outcome: 'ok', orgId, detail: { kind } });
      if (kind === 'recovery') await tell(tx, 'code-used');
      return opened;
    });
    if (!proof.ok && proof.refusal === 'counter_went_back') {
      await alertOrganizationsOf(ctx, userId, 'members.passkeyCopied', { passkey: proof.passkey?.id ?? null });
    }
    await sendNotices(services, mails);
    // Thrown after the write, so that the counted answer and the audit event stay.
    if (entered === null || !proof.ok) throw fail('factor_failed');
    await proof.passed();
    ctx.answer.setCookie(factorCookie(services.origin, '', 0));
    ctx.answer.setCookie(deviceCookie(services.origin, newDeviceMark(services.secrets, userId), deviceSeconds));
    return answerEntered(ctx, entered);
  },
});
