import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { isFreshFactor, isFrozen } from '../../access/factor-standing.ts';
import { isFreshSignIn } from '../../access/fresh-sign-in.ts';
import { accountOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { NoInput } from '../schema.ts';
import { demandsOf } from './factor-due.ts';
import { findTotp, hasFactor, passkeysOf } from './factor-store.ts';
import { noticeOf, sendNotices } from './notices.ts';
import { recoveryCodesLeft, replaceRecoveryCodes } from './recovery-codes.ts';
import { mayHavePasskeys } from './relying-party.ts';
import { Factors, RecoveryCodes } from './schema.ts';

/** How the person signs in beside their mailbox, and who needs them to. */
export const listFactors = accountOperation({
  name: 'factors.list',
  title: 'See my second factors',
  limits: ['account.general'],
  input: NoInput,
  output: Factors,
  writes: false,
  run: async (ctx) => {
    const { principal } = ctx;
    const { userId } = principal;
    const now = ctx.now();
    const [passkeys, totp, left, demands, standing] = await Promise.all([
      passkeysOf(ctx.control, userId),
      findTotp(ctx.control, userId),
      recoveryCodesLeft(ctx.control, userId),
      demandsOf(ctx.control, userId),
      ctx.factorStanding(principal),
    ]);
    const overdue = (dueAt: string | null) => !standing.enrolled && dueAt !== null && dueAt <= now.toISOString();
    return {
      passkeysPossible: mayHavePasskeys(ctx.services.origin),
      passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt, backedUp }) => ({
        ...{ id, name, createdAt, lastUsedAt },
        backedUp: backedUp === 1,
      })),
      totpSince: totp?.confirmedAt ?? null,
      recoveryCodesLeft: left,
      fresh: standing.enrolled ? isFreshFactor(principal, now) : isFreshSignIn(principal, now),
      frozenUntil: isFrozen(standing, now) ? standing.frozenUntil : null,
      demands: demands.map((demand) => ({ ...demand, overdue: overdue(demand.dueAt) })),
    };
  },
});

/** Ten new recovery codes in the place of the old ones, shown this once. @throws `conflict` for who has no second factor. */
export const makeRecoveryCodes = accountOperation({
  name: 'factors.makeRecoveryCodes',
  title: 'Make new recovery codes',
  limits: ['account.general'],
  input: NoInput,
  output: RecoveryCodes,
  writes: true,
  stepUp: 'always',
  revealsSecret: true,
  refuses: ['conflict'],
  run: async (ctx) => {
    const { userId } = ctx.principal;
    const now = ctx.now();
    const { codes, mail } = await ctx.control.write(async (tx) => {
      if (!(await hasFactor(tx, userId))) {
        throw fail('conflict', { message: 'Recovery codes stand for a second factor. Add one first.' });
      }
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'recovery.make', outcome: 'ok' });
      return {
        codes: await replaceRecoveryCodes(tx, userId, now.toISOString()),
        mail: await noticeOf(tx, { userId, change: 'codes-made', origin: ctx.services.origin, now }),
      };
    });
    await sendNotices(ctx.services, [mail]);
    return { recoveryCodes: [...codes] };
  },
});
