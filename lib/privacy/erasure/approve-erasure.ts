import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { isoAfter } from '../../platform/clock.ts';
import { fail } from '../../platform/errors.ts';
import { runtime } from '../../runtime.ts';
import { isHeldAtAll } from '../holds/active-holds.ts';
import { type ErasureRow, type Found, findErasureOf, findOwners, moveState } from './erasure-store.ts';
import { mailOwners } from './mail-owners.ts';
import { erasureApprovedMail } from './mails.ts';
import { presentProposed } from './present.ts';
import { ProposedErasure, ProposeErasure } from './schema.ts';

/**
 * Approves what another owner asked for. Afterwards the cooling-off period runs that was agreed when it was asked for; without
 * one it begins at once. Of several who approve at once one does.
 *
 * @throws what {@link requireFactor} throws; `invalid_input` when the name is another one; `legal_hold`; `not_found` when nothing waits
 * for approval; `forbidden` for the owner who asked; `conflict` when that one is an owner no more.
 */
export const approveErasure = operation({
  name: 'erasure.approve',
  title: 'Approve the erasure of the organisation',
  http: 'POST /organization/erasure/approve',
  permission: 'organization:erase',
  feature: undefined,
  limits: ['api.general'],
  input: ProposeErasure,
  output: ProposedErasure,
  writes: true,
  stepUp: 'always',
  refuses: ['legal_hold', 'conflict', 'not_found'],
  status: 202,
  run: async (ctx, { confirm }) => {
    if (confirm !== ctx.org.name.trim() && confirm !== ctx.org.slug) {
      const problem = { path: 'confirm', message: 'This is not the name of this organisation.' };
      throw fail('invalid_input', { problems: [problem] });
    }
    // Asked again once everybody was shut out: one that is placed meanwhile is heeded too.
    if (await isHeldAtAll(ctx.db)) throw fail('legal_hold');
    const row = await ctx.directory.write(
      (approved: ErasureRow) => ({
        action: 'erasure.approved',
        subject: approved.id,
        detail: { requestedBy: approved.requestedBy, notBefore: approved.notBefore },
      }),
      async (tx) => {
        const known = await findErasureOf(tx, ctx.org.id);
        if (known?.state !== 'proposed') throw fail('not_found');
        const owners = new Set((await findOwners(tx, ctx.org.id)).map(({ userId }) => userId));
        if (known.requestedBy === ctx.actor || !owners.has(ctx.actor)) {
          throw fail('forbidden', { message: 'Another owner has to approve what you asked for.' });
        }
        if (!owners.has(known.requestedBy)) {
          throw fail('conflict', {
            message: 'Whoever asked for it is an owner no more. Call it off, and ask for it anew.',
          });
        }
        const now = ctx.now();
        const { coolingOffDays } = JSON.parse(known.found) as Found;
        const notBefore = isoAfter(now, coolingOffDays * 86_400);
        await moveState(tx, known.id, 'proposed', 'approved', now.toISOString());
        await tx.run('UPDATE OrganizationErasure SET approvedBy = ?, notBefore = ? WHERE id = ?', [
          ctx.actor,
          notBefore,
          known.id,
        ]);
        await recordAuditIn(tx, {
          ...auditOf(ctx),
          action: 'erasure.approve',
          outcome: 'ok',
          detail: { erasureId: known.id },
        });
        return { ...known, state: 'approved' as const, approvedBy: ctx.actor, notBefore };
      },
    );
    const { tenancy } = runtime();
    await mailOwners({ ...ctx.services, tenancy }, ctx.org.id, (to, org) =>
      erasureApprovedMail(to, org, row.notBefore),
    );
    ctx.services.eraser.kick(row.id);
    return presentProposed(row);
  },
});
