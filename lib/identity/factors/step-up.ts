import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { runtime } from '../../runtime.ts';
import { NoInput } from '../schema.ts';
import { deviceCookie } from '../session-cookies.ts';
import { answerWithSession, elevateSession } from '../sessions.ts';
import { alertOrganizationsOf } from './alert-organizations.ts';
import { findChallenge, hashOfSession, issueChallenge, takeChallenge } from './challenge-store.ts';
import { passkeysOf } from './factor-store.ts';
import { deviceSeconds, newDeviceMark } from './known-device.ts';
import { noticeOf, sendNotices } from './notices.ts';
import { assertionOf, challengeOf } from './passkey-response.ts';
import { type FactorRefusal, proveFactor } from './prove-factor.ts';
import { assertionOptions } from './relying-party.ts';
import { FactorConfirmed, GiveFactor, PasskeyOptions } from './schema.ts';

/** What the browser needs to use a passkey of the signed-in person. The challenge is this session's alone. */
export const askPasskey = accountOperation({
  name: 'factors.askPasskey',
  title: 'Prepare to confirm by passkey',
  limits: ['account.general'],
  input: NoInput,
  output: PasskeyOptions,
  writes: true,
  refuses: ['conflict'],
  run: async (ctx) => {
    const { userId, sessionId } = ctx.principal;
    const known = await passkeysOf(ctx.control, userId);
    if (known.length === 0) throw fail('conflict', { message: 'You have no passkey.' });
    const browserHash = hashOfSession(sessionId);
    const challenge = await ctx.control.write((tx) =>
      issueChallenge(tx, { purpose: 'step-up', userId, browserHash, now: ctx.now() }),
    );
    return { options: JSON.stringify(await assertionOptions(ctx.services.origin, challenge, known)) };
  },
});

/**
 * Takes a second factor of the signed-in person. Afterwards the session has a new id, and for five minutes they may do what
 * asks for a factor. CLAIMS I11; ASVS 5.0, 7.2.4.
 * @throws `factor_failed`, the same for every reason; `rate_limited`.
 */
export const stepUp = accountOperation({
  name: 'factors.stepUp',
  title: 'Confirm with a second factor',
  limits: ['account.general'],
  input: GiveFactor,
  output: FactorConfirmed,
  writes: true,
  refuses: ['factor_failed', 'rate_limited'],
  run: async (ctx, answer) => {
    const { principal, services } = ctx;
    const { userId, sessionId } = principal;
    const now = ctx.now();
    const at = now.toISOString();
    const parsed = answer.passkey === undefined ? null : assertionOf(answer.passkey);
    const signed = (parsed && challengeOf(parsed)) ?? '';
    const asked = { purpose: 'step-up', userId, browserHash: hashOfSession(sessionId), now } as const;
    const challenge = answer.passkey === undefined ? null : await findChallenge(ctx.control, signed, asked);
    const proof =
      answer.passkey !== undefined && challenge === null
        ? ({ ok: false, refusal: 'used_meanwhile' } as const)
        : await proveFactor(ctx, { operation: 'factors.stepUp', userId, answer, challenge: signed });
    const event = { ...auditOf(ctx), action: 'auth.step_up' } as const;
    const outcome = await ctx.control.write(async (tx) => {
      if (challenge !== null && !(await takeChallenge(tx, challenge.id, at))) return refuse('used_meanwhile');
      const refusal = proof.ok ? await proof.take(tx) : proof.refusal;
      if (!proof.ok || refusal !== null) {
        await recordAuditIn(tx, { ...event, outcome: 'refused', reason: refusal ?? 'refused' });
        const copied = !proof.ok && refusal === 'counter_went_back' ? proof.passkey?.id : undefined;
        return refuse(refusal, copied === undefined ? [] : [await noticeOf(tx, told('passkey-copied', copied))]);
      }
      const { kind } = proof;
      await recordAuditIn(tx, { ...event, outcome: 'ok', detail: { kind } });
      const mails = kind === 'recovery' ? [await noticeOf(tx, told('code-used'))] : [];
      const session = await elevateSession(
        tx,
        principal,
        { kind, at },
        { env: services.env, request: ctx.request, now },
      );
      return { session, mails };
    });
    if (!proof.ok && proof.refusal === 'counter_went_back') {
      await alertOrganizationsOf(ctx, userId, 'members.passkeyCopied', { passkey: proof.passkey?.id ?? null });
    }
    await sendNotices(services, outcome.mails);
    if (outcome.session === null || !proof.ok) throw fail('factor_failed');
    await proof.passed();
    await answerWithSession(runtime(), ctx.answer, outcome.session);
    ctx.answer.setCookie(deviceCookie(services.origin, newDeviceMark(services.secrets, userId), deviceSeconds));
    return { status: 'confirmed' as const };

    function told(change: 'passkey-copied' | 'code-used', subject?: string) {
      return { userId, change, subject, origin: services.origin, now };
    }
  },
});

function refuse(refusal: FactorRefusal | null, mails: Awaited<ReturnType<typeof noticeOf>>[] = []) {
  return { session: null, mails, refusal };
}
