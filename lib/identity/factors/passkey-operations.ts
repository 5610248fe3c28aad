import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { runtime } from '../../runtime.ts';
import { NoInput } from '../schema.ts';
import { answerWithSession } from '../sessions.ts';
import { addFactor } from './add-factor.ts';
import { findChallenge, hashOfSession, issueChallenge, takeChallenge } from './challenge-store.ts';
import { findPasskey, insertPasskey, passkeysOf, renamePasskeyRow } from './factor-store.ts';
import { sendNotices } from './notices.ts';
import { challengeOf, registrationOf } from './passkey-response.ts';
import { mayHavePasskeys, registrationOptions, verifyRegistration } from './relying-party.ts';
import { AddPasskey, FactorAdded, PasskeyOptions, RenamePasskey } from './schema.ts';

/** Nobody has so many devices; each is one more that can be lost. */
const passkeysMax = 20;

/** What the browser needs to make a passkey. The challenge is this session's alone, and is used once. */
export const askNewPasskey = accountOperation({
  name: 'factors.askNewPasskey',
  title: 'Prepare a new passkey',
  limits: ['account.general'],
  input: NoInput,
  output: PasskeyOptions,
  writes: true,
  stepUp: 'always',
  refuses: ['conflict', 'quota_reached'],
  run: async (ctx) => {
    const { origin } = ctx.services;
    const { userId, email, name, sessionId } = ctx.principal;
    if (!mayHavePasskeys(origin)) {
      throw fail('conflict', { message: 'Passkeys need an installation that is reached by https, under a name.' });
    }
    const known = await passkeysOf(ctx.control, userId);
    if (known.length >= passkeysMax) {
      throw fail('quota_reached', { message: `One account has up to ${passkeysMax} passkeys. Remove one first.` });
    }
    const browserHash = hashOfSession(sessionId);
    const challenge = await ctx.control.write((tx) =>
      issueChallenge(tx, { purpose: 'registration', userId, browserHash, now: ctx.now() }),
    );
    const options = await registrationOptions({ origin, user: { id: userId, email, name }, known, challenge });
    return { options: JSON.stringify(options) };
  },
});

/**
 * Adds a passkey. Afterwards it signs in, alone and as a second factor; the person was told by mail.
 * @throws `factor_failed` when the answer proves none, for whatever reason; what {@link requireFactor} throws.
 */
export const addPasskey = accountOperation({
  name: 'factors.addPasskey',
  title: 'Add a passkey',
  limits: ['account.general'],
  input: AddPasskey,
  output: FactorAdded,
  writes: true,
  stepUp: 'always',
  revealsSecret: true,
  refuses: ['factor_failed'],
  run: async (ctx, input) => {
    const { userId, sessionId } = ctx.principal;
    const answer = registrationOf(input.passkey);
    const signed = answer && challengeOf(answer);
    if (answer === null || signed === null) throw fail('factor_failed', { detail: 'malformed' });
    const now = ctx.now();
    const asked = { purpose: 'registration', userId, browserHash: hashOfSession(sessionId), now } as const;
    const challenge = await findChallenge(ctx.control, signed, asked);
    if (challenge === null) throw fail('factor_failed', { detail: 'unknown challenge' });
    const made = await verifyRegistration(ctx.services.origin, answer, signed);
    if (made === null) throw fail('factor_failed', { detail: 'bad registration' });
    const id = newId('psk');
    const added = await ctx.control.write(async (tx) => {
      if (!(await takeChallenge(tx, challenge.id, now.toISOString()))) throw fail('factor_failed');
      if (await findPasskey(tx, made.credentialId)) throw fail('factor_failed', { detail: 'known credential' });
      if ((await passkeysOf(tx, userId)).length >= passkeysMax) throw fail('quota_reached');
      await recordAuditIn(tx, {
        ...auditOf(ctx),
        action: 'factor.add',
        outcome: 'ok',
        detail: { kind: 'passkey', id },
      });
      return addFactor(tx, ctx, { kind: 'passkey', change: 'passkey-added', subject: id }, () =>
        insertPasskey(tx, {
          ...{ id, userId, name: input.name, createdAt: now.toISOString() },
          ...{ credentialId: made.credentialId, publicKey: made.publicKey, counter: made.counter },
          ...{ aaguid: made.aaguid, backedUp: made.backedUp ? 1 : 0 },
          transports: JSON.stringify(answer.response.transports ?? []),
        }),
      );
    });
    await answerWithSession(runtime(), ctx.answer, added.session);
    await sendNotices(ctx.services, [added.mail]);
    return { recoveryCodes: added.recoveryCodes && [...added.recoveryCodes] };
  },
});

/** Calls a passkey something else. Only its person sees the name. */
export const renamePasskey = accountOperation({
  name: 'factors.renamePasskey',
  title: 'Rename a passkey',
  limits: ['account.general'],
  input: RenamePasskey,
  output: RenamePasskey,
  writes: true,
  run: async (ctx, { id, name }) => {
    const renamed = await ctx.control.write((tx) => renamePasskeyRow(tx, ctx.principal.userId, id, name));
    if (!renamed) throw fail('not_found');
    return { id, name };
  },
});
