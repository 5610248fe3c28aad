import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation } from '../../access/operation.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import { runtime } from '../../runtime.ts';
import { oweReceipts } from '../../tenancy/outbox.ts';
import { endGrants } from '../oauth/end-grants.ts';
import { clearedSessionCookies } from '../session-cookies.ts';
import { endSessionsOf } from '../session-store.ts';
import {
  beginErasure,
  type MembershipOfAccount,
  membershipsOfAccount,
  organizationsThatKnow,
  readAccountRow,
} from './account-store.ts';
import { finishErasure } from './finish-erasures.ts';
import { AccountErased, EraseAccount } from './schema.ts';

/**
 * Erases the person's own account, across all organisations. Afterwards nobody can sign in with it, no organisation lists them,
 * and nothing names them: their acts keep an opaque id that leads nowhere. What a crash cuts off is finished at the next start.
 * What organisations hold of them as a contact is those organisations' to erase. CLAIMS G3.
 *
 * @throws `last_owner` naming the organisations that nobody else owns; what {@link requireFactor} throws; `invalid_input` when the
 * address is not theirs.
 */
export const eraseAccount = accountOperation({
  name: 'account.erase',
  title: 'Erase my account',
  limits: ['account.general'],
  input: EraseAccount,
  output: AccountErased,
  writes: true,
  stepUp: 'always',
  refuses: ['last_owner'],
  run: async (ctx, input) => {
    const { userId } = ctx.principal;
    const begun = await ctx.control.write(async (tx) => {
      const { email } = await readAccountRow(tx, userId);
      if (input.email !== email) {
        throw fail('invalid_input', { problems: [{ path: 'email', message: 'Type the address of your account.' }] });
      }
      const memberships = await membershipsOfAccount(tx, userId);
      refuseLastOwner(memberships);
      const orgIds = await organizationsThatKnow(tx, userId, email);
      await leaveAll(tx, memberships, { userId, at: ctx.now() });
      await endSessionsOf(tx, userId, ctx.now().toISOString());
      await beginErasure(tx, userId, { email, orgIds }, ctx.now().toISOString());
      // Where from is left out: it would name the person again.
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'account.erase', outcome: 'ok' });
      return { email, orgIds, left: memberships.length };
    });
    for (const cookie of clearedSessionCookies(ctx.services.origin)) ctx.answer.setCookie(cookie);
    await finishErasure(runtime(), userId, begun);
    return { status: 'erased' as const, organizations: begun.left };
  },
});

function refuseLastOwner(memberships: readonly MembershipOfAccount[]): void {
  const names = memberships.filter(({ onlyOwner }) => onlyOwner).map(({ name }) => name);
  if (names.length === 0) return;
  throw fail('last_owner', {
    message: `You are the only owner of ${names.join(', ')}. Make somebody else an owner there, or erase the organisation; then come back.`,
  });
}

/** Each organisation's ledger tells that a member left, by opaque ids alone. */
async function leaveAll(
  tx: SqlWriter,
  memberships: readonly MembershipOfAccount[],
  { userId, at }: { readonly userId: string; readonly at: Date },
): Promise<void> {
  for (const { id, orgId, role } of memberships) {
    await oweReceipts(tx, [{ action: 'member.left', subject: id, detail: { userId, role } }], {
      orgId,
      actor: userId,
      at,
    });
    await endGrants(tx, { orgId, userId }, { why: 'erasure', actor: userId, at });
    await tx.run('DELETE FROM Membership WHERE id = ?', [id]);
  }
}
