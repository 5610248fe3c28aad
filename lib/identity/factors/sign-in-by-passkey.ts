import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { publicOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { localPath } from '../redirect-path.ts';
import { NoInput, SignedIn } from '../schema.ts';
import { browserCookie, deviceCookie } from '../session-cookies.ts';
import { browserHashOf, browserMark, hashOfMark } from '../sign-in/browser-binding.ts';
import { answerEntered, enter } from '../sign-in/enter.ts';
import { findUser } from '../users.ts';
import { alertOrganizationsOf } from './alert-organizations.ts';
import { challengeSeconds, findChallenge, issueChallenge, takeChallenge } from './challenge-store.ts';
import { findPasskey } from './factor-store.ts';
import { deviceSeconds, newDeviceMark } from './known-device.ts';
import { noticeOf, sendNotices } from './notices.ts';
import { assertionOf, challengeOf } from './passkey-response.ts';
import { type FactorProof, type FactorRefusal, proveFactor } from './prove-factor.ts';
import { assertionOptions, mayHavePasskeys } from './relying-party.ts';
import { PasskeyOptions, SignInByPasskey } from './schema.ts';

/** What the browser needs to sign in by any passkey that it has for us: the same for everybody, whoever asks. CLAIMS I12. */
export const askSignInPasskey = publicOperation({
  name: 'auth.askPasskey',
  title: 'Prepare to sign in by passkey',
  limits: ['auth.address'],
  input: NoInput,
  output: PasskeyOptions,
  writes: true,
  refuses: ['conflict'],
  run: async (ctx) => {
    const { origin } = ctx.services;
    if (!mayHavePasskeys(origin)) throw fail('conflict', { message: 'This installation has no passkeys.' });
    const mark = browserMark(origin, ctx.request);
    const browserHash = hashOfMark(mark);
    const challenge = await ctx.control.write((tx) =>
      issueChallenge(tx, { purpose: 'sign-in', userId: null, browserHash, now: ctx.now() }),
    );
    ctx.answer.setCookie(browserCookie(origin, mark, challengeSeconds));
    return { options: JSON.stringify(await assertionOptions(origin, challenge)) };
  },
});

/**
 * Signs in by a passkey alone: its device verified the person, so it counts as both factors. The challenge is this browser's
 * and is used once. WebAuthn level 3, 7.2.
 * @throws `factor_failed`, the same for every reason.
 */
export const signInByPasskey = publicOperation({
  name: 'auth.signInByPasskey',
  title: 'Sign in by passkey',
  limits: ['auth.address', 'auth.verify'],
  input: SignInByPasskey,
  output: SignedIn,
  writes: true,
  refuses: ['factor_failed'],
  run: async (ctx, input) => {
    const { services } = ctx;
    const now = ctx.now();
    const at = now.toISOString();
    const answer = assertionOf(input.passkey);
    const signed = (answer && challengeOf(answer)) ?? '';
    const browserHash = browserHashOf(services.origin, ctx.request);
    const challenge = await findChallenge(ctx.control, signed, { purpose: 'sign-in', browserHash, now });
    const passkey = answer && (await findPasskey(ctx.control, Buffer.from(answer.id, 'base64url')));
    const handle = Buffer.from(answer?.response.userHandle ?? '', 'base64url').toString('utf8');
    const proof: FactorProof =
      challenge === null || !passkey || passkey.userId !== handle
        ? { ok: false, refusal: challenge === null ? 'used_meanwhile' : 'no_such_factor' }
        : await proveFactor(ctx, {
            operation: 'auth.signInByPasskey',
            userId: passkey.userId,
            answer: { passkey: input.passkey },
            challenge: signed,
          });
    const event = { ...auditOf(ctx), action: 'auth.passkey' } as const;
    const outcome = await ctx.control.write(async (tx) => {
      let refusal: FactorRefusal | null = proof.ok ? null : proof.refusal;
      if (challenge !== null && !(await takeChallenge(tx, challenge.id, at))) refusal = 'used_meanwhile';
      if (proof.ok && refusal === null) refusal = await proof.take(tx);
      const user = passkey && (await findUser(tx, passkey.userId));
      if (refusal !== null || !user) {
        await recordAuditIn(tx, { ...event, outcome: 'refused', reason: refusal ?? 'no_such_factor' });
        const copied = refusal === 'counter_went_back' && passkey;
        const told = { change: 'passkey-copied', origin: services.origin, now } as const;
        const mails = copied ? [await noticeOf(tx, { ...told, userId: copied.userId, subject: copied.id })] : [];
        return { entered: null, mails, copied: copied || null };
      }
      const redirectTo = localPath(input.redirectTo);
      const factor = { kind: 'passkey', at } as const;
      const entered = await enter(tx, ctx, user, { method: 'passkey', redirectTo, factor });
      const orgId = entered.organization?.id ?? null;
      await recordAuditIn(tx, { ...event, outcome: 'ok', actor: user.id, orgId });
      return { entered, mails: [], copied: null };
    });
    if (outcome.copied !== null) {
      const { id, userId } = outcome.copied;
      await alertOrganizationsOf(ctx, userId, 'members.passkeyCopied', { passkey: id });
    }
    await sendNotices(services, outcome.mails);
    if (outcome.entered === null) throw fail('factor_failed');
    const mark = newDeviceMark(services.secrets, outcome.entered.user.id);
    ctx.answer.setCookie(deviceCookie(services.origin, mark, deviceSeconds));
    return answerEntered(ctx, outcome.entered);
  },
});
