import type { FactorKind } from '../../access/principal.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import type { AccountContext } from '../../tenancy/context.ts';
import { endGrants } from '../oauth/end-grants.ts';
import { endSessionsBut } from '../session-store.ts';
import { elevateSession, type OpenedSession } from '../sessions.ts';
import { hasFactor } from './factor-store.ts';
import { noticeOf, type SecurityChange } from './notices.ts';
import { recoveryCodesLeft, replaceRecoveryCodes } from './recovery-codes.ts';

export interface AddedFactor {
  readonly session: OpenedSession;
  readonly mail: Mail;
  readonly recoveryCodes: readonly string[] | null;
}

/**
 * What comes with every factor that is added, inside the write that adds it (`add`): recovery codes where there are none, a
 * mail to the person, and a new id for this session, which counts as confirmed by the new factor. With the first factor all
 * other sessions end, and what programs were allowed: nobody gave one for them.
 */
export async function addFactor(
  tx: SqlWriter,
  ctx: AccountContext,
  added: { readonly kind: Exclude<FactorKind, 'recovery'>; readonly change: SecurityChange; readonly subject?: string },
  add: () => Promise<void>,
): Promise<AddedFactor> {
  const { userId } = ctx.principal;
  const now = ctx.now();
  const at = now.toISOString();
  const first = !(await hasFactor(tx, userId));
  await add();
  const recoveryCodes =
    first || (await recoveryCodesLeft(tx, userId)) === 0 ? await replaceRecoveryCodes(tx, userId, at) : null;
  const { env, origin } = ctx.services;
  const session = await elevateSession(tx, ctx.principal, { kind: added.kind, at }, { env, request: ctx.request, now });
  if (first) {
    await endSessionsBut(tx, userId, session.id, at);
    await endGrants(tx, { userId }, { why: 'person', actor: userId, at: now });
  }
  const { change, subject } = added;
  const mail = await noticeOf(tx, { userId, change, origin, now, ...(subject === undefined ? {} : { subject }) });
  return { session, mail, recoveryCodes };
}
