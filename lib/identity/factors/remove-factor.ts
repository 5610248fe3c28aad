import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation } from '../../access/operation.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import type { AccountContext } from '../../tenancy/context.ts';
import { NoInput } from '../schema.ts';
import { demandsOf } from './factor-due.ts';
import { deleteFactors, deletePasskey, deleteTotp, hasFactor } from './factor-store.ts';
import { noticeOf, type SecurityChange, sendNotices } from './notices.ts';
import { FactorRemoved, PasskeyId } from './schema.ts';

/** Removes a passkey. The person was told by mail. @throws `conflict` when an organisation needs them to have it; `not_found`. */
export const removePasskey = accountOperation({
  name: 'factors.removePasskey',
  title: 'Remove a passkey',
  limits: ['account.general'],
  input: PasskeyId,
  output: FactorRemoved,
  writes: true,
  stepUp: 'always',
  refuses: ['conflict', 'not_found'],
  run: (ctx, { id }) =>
    remove(ctx, { kind: 'passkey', change: 'passkey-removed' }, async (tx) => {
      if ((await deletePasskey(tx, ctx.principal.userId, id)) === undefined) throw fail('not_found');
    }),
});

/** Removes the authenticator app, as {@link removePasskey} does a passkey. */
export const removeAuthenticator = accountOperation({
  name: 'factors.removeTotp',
  title: 'Remove the authenticator app',
  limits: ['account.general'],
  input: NoInput,
  output: FactorRemoved,
  writes: true,
  stepUp: 'always',
  refuses: ['conflict', 'not_found'],
  run: (ctx) =>
    remove(ctx, { kind: 'totp', change: 'totp-removed' }, async (tx) => {
      if (!(await deleteTotp(tx, ctx.principal.userId))) throw fail('not_found');
    }),
});

async function remove(
  ctx: AccountContext,
  removed: { readonly kind: string; readonly change: SecurityChange },
  take: (tx: SqlWriter) => Promise<void>,
) {
  const { userId } = ctx.principal;
  const mail = await ctx.control.write(async (tx) => {
    await take(tx);
    // Asked in the write, after it is gone: two that remove the last two at once cannot both pass.
    if (!(await hasFactor(tx, userId))) {
      const [demand] = await demandsOf(tx, userId);
      if (demand !== undefined) {
        throw fail('conflict', { message: `${demand.name} needs you to have a second factor. Add another one first.` });
      }
      // Codes that stand for a factor are worth nothing without one.
      await deleteFactors(tx, userId);
    }
    const detail = { kind: removed.kind };
    await recordAuditIn(tx, { ...auditOf(ctx), action: 'factor.remove', outcome: 'ok', detail });
    return noticeOf(tx, { userId, change: removed.change, origin: ctx.services.origin, now: ctx.now() });
  });
  await sendNotices(ctx.services, [mail]);
  return { status: 'removed' as const };
}
