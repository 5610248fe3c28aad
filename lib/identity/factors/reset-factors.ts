import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { isFrozen } from '../../access/factor-standing.ts';
import { operation, operatorOperation } from '../../access/operation.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import type { Mail } from '../../platform/mail/mailer.ts';
import { assertMayGrant, rankOf } from '../members/rules.ts';
import { findMember, type MemberRow } from '../members/store.ts';
import { endGrants } from '../oauth/end-grants.ts';
import { MemberId } from '../schema.ts';
import { endSessionsOf } from '../session-store.ts';
import { findUserByEmail } from '../users.ts';
import { deleteFactors } from './factor-store.ts';
import { noticeOf, sendNotices } from './notices.ts';
import { AccountByEmail, AccountUnfrozen, FactorsReset } from './schema.ts';

/**
 * Takes every second factor from a member who lost theirs, for owners. All of the member's sessions end, and what programs
 * may do for them; they sign in by mail and add a factor again. An account that belongs elsewhere too is not one
 * organisation's to weaken: then the person has recovery codes, or asks whoever runs the installation.
 *
 * @throws `forbidden` for anybody but owners; `conflict` for oneself and for members of other organisations; `account_frozen`.
 */
export const resetMemberFactors = operation({
  name: 'members.resetFactors',
  title: "Reset a member's second factors",
  permission: 'factors:write',
  feature: undefined,
  limits: ['api.general'],
  input: MemberId,
  output: FactorsReset,
  writes: true,
  stepUp: 'always',
  refuses: ['conflict', 'account_frozen', 'not_found'],
  run: async (ctx, { id }) => {
    const now = ctx.now();
    const { member, mail } = await ctx.directory.write(
      ({ member }: { readonly member: MemberRow; readonly mail: Mail }) => ({
        action: 'member.factorReset',
        subject: id,
        detail: { userId: member.userId, email: member.email },
      }),
      async (tx) => {
        // Demoted a moment ago counts: asked inside the write.
        assertMayGrant(await rankOf(tx, ctx), 'owner');
        const member = await findMember(tx, ctx.org.id, id);
        if (!member) throw fail('not_found');
        const { userId } = member;
        if (ctx.principal.kind === 'user' && ctx.principal.userId === userId) {
          throw fail('conflict', { message: 'Your own factors stand in your account.' });
        }
        const elsewhere = await tx.get('SELECT 1 FROM Membership WHERE userId = ? AND orgId <> ?', [
          userId,
          ctx.org.id,
        ]);
        if (elsewhere !== undefined) {
          throw fail('conflict', {
            message:
              'This account is not this organisation’s alone: its person has recovery codes, or asks the operator.',
          });
        }
        const frozen = await tx.get<{ frozenUntil: string | null }>('SELECT frozenUntil FROM User WHERE id = ?', [
          userId,
        ]);
        if (frozen && isFrozen(frozen, now)) throw fail('account_frozen');
        await recordAuditIn(tx, { ...auditOf(ctx), action: 'factor.reset', outcome: 'ok', detail: { memberId: id } });
        return { member, mail: await reset(tx, userId, { origin: ctx.services.origin, now, actor: ctx.actor }) };
      },
    );
    await sendNotices(ctx.services, [mail]);
    return { status: 'reset' as const, email: member.email };
  },
});

/** The operator alone is told so: at every other door whether an address has an account is nobody's to know. */
const nobodyHasIt = 'No account has this address.';

/** Takes every second factor from a person, whoever they are: the way back for a last owner without recovery codes. */
export const resetFactors = operatorOperation({
  name: 'factors.reset',
  title: "Reset a person's second factors",
  limits: [],
  input: AccountByEmail,
  output: FactorsReset,
  writes: true,
  run: async (ctx, { email }) => {
    const mail = await ctx.control.write(async (tx) => {
      const user = await findUserByEmail(tx, email);
      if (!user) throw fail('not_found', { message: nobodyHasIt });
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'factor.reset', outcome: 'ok', detail: { userId: user.id } });
      return reset(tx, user.id, { origin: ctx.services.origin, now: ctx.now(), actor: ctx.actor });
    });
    await sendNotices(ctx.services, [mail]);
    return { status: 'reset' as const, email };
  },
});

/** Lets a person change how they sign in again, before the three days after their report are over. */
export const unfreezeAccount = operatorOperation({
  name: 'accounts.unfreeze',
  title: 'Let a person change how they sign in again',
  limits: [],
  input: AccountByEmail,
  output: AccountUnfrozen,
  writes: true,
  run: async (ctx, { email }) => {
    await ctx.control.write(async (tx) => {
      const user = await findUserByEmail(tx, email);
      if (!user) throw fail('not_found', { message: nobodyHasIt });
      await tx.run('UPDATE User SET frozenUntil = NULL, updatedAt = ? WHERE id = ?', [
        ctx.now().toISOString(),
        user.id,
      ]);
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'auth.report', outcome: 'ok', detail: { unfrozen: user.id } });
    });
    return { status: 'unfrozen' as const, email };
  },
});

async function reset(
  tx: SqlWriter,
  userId: string,
  { origin, now, actor }: { readonly origin: string; readonly now: Date; readonly actor: string },
): Promise<Mail> {
  await deleteFactors(tx, userId);
  await endSessionsOf(tx, userId, now.toISOString());
  // What was lost with the factor may hold tokens of programs.
  await endGrants(tx, { userId }, { why: 'owner', actor, at: now });
  return noticeOf(tx, { userId, change: 'factors-reset', origin, now });
}
