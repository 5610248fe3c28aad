import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { isoAfter } from '../../platform/clock.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { runtime } from '../../runtime.ts';
import { isHeldAtAll } from '../holds/active-holds.ts';
import { newCertificateNumber } from './certificate-number.ts';
import { type ErasureRow, findErasureOf, findErasureSettings, findOwners, insertErasure } from './erasure-store.ts';
import { mailOwners } from './mail-owners.ts';
import { erasureProposedMail } from './mails.ts';
import { presentProposed } from './present.ts';
import { ProposedErasure, ProposeErasure } from './schema.ts';

/**
 * Asks for the organisation to be erased. Afterwards it is decided, or waits for another owner, or for the end of the
 * cooling-off period, as its owners agreed; agreed on nothing, it begins at once. CLAIMS G3; GDPR Art. 17.
 *
 * @throws what {@link requireFactor} throws; `invalid_input` when the name is another one; `legal_hold`; `conflict` when one was asked
 * for already, or nobody is there who could approve it.
 */
export const proposeErasure = operation({
  name: 'erasure.propose',
  title: 'Erase the organisation',
  description:
    'Asks for the whole organisation to be erased: at once, or after another owner approved and a cooling-off period, as the owners agreed. There is no way back once it has begun.',
  http: 'POST /organization/erasure',
  permission: 'organization:erase',
  feature: undefined,
  limits: ['api.general'],
  input: ProposeErasure,
  output: ProposedErasure,
  writes: true,
  stepUp: 'always',
  refuses: ['legal_hold', 'conflict'],
  status: 202,
  run: async (ctx, { confirm }) => {
    if (confirm !== ctx.org.name.trim() && confirm !== ctx.org.slug) {
      const problem = { path: 'confirm', message: 'This is not the name of this organisation.' };
      throw fail('invalid_input', { problems: [problem] });
    }
    // Asked again once everybody was shut out: one that is placed meanwhile is heeded too.
    if (await isHeldAtAll(ctx.db)) throw fail('legal_hold');
    const row = await ctx.directory.write(
      (made: ErasureRow) => ({
        action: 'erasure.proposed',
        subject: made.id,
        detail: { state: made.state, notBefore: made.notBefore, certificate: made.certificate },
      }),
      async (tx) => {
        const known = await findErasureOf(tx, ctx.org.id);
        if (known !== undefined && known.state !== 'cancelled') {
          throw fail('conflict', { message: 'The erasure of this organisation was asked for already.' });
        }
        const { coolingOffDays, secondApproval } = await findErasureSettings(tx, ctx.org.id);
        const owners = await findOwners(tx, ctx.org.id);
        if (secondApproval === 'on' && !owners.some(({ userId }) => userId !== ctx.actor)) {
          throw fail('conflict', {
            message: 'A second owner has to approve, and there is none. Make somebody an owner.',
          });
        }
        const now = ctx.now();
        const at = now.toISOString();
        const made: ErasureRow = {
          id: newId('ers'),
          orgId: ctx.org.id,
          state: secondApproval === 'on' ? 'proposed' : 'approved',
          step: 'requested',
          requestedBy: ctx.actor,
          approvedBy: null,
          notBefore: isoAfter(now, coolingOffDays * 86_400),
          found: JSON.stringify({ coolingOffDays, steps: {} }),
          certificate: newCertificateNumber(),
          ...{ tell: '[]', problem: null, createdAt: at, updatedAt: at, finishedAt: null },
        };
        await insertErasure(tx, made);
        await recordAuditIn(tx, {
          ...auditOf(ctx),
          action: 'erasure.propose',
          outcome: 'ok',
          detail: { erasureId: made.id, state: made.state },
        });
        return made;
      },
    );
    const begins = row.state === 'proposed' ? null : row.notBefore;
    const { tenancy } = runtime();
    await mailOwners({ ...ctx.services, tenancy }, ctx.org.id, (to, org) => erasureProposedMail(to, org, begins));
    ctx.services.eraser.kick(row.id);
    return presentProposed(row);
  },
});
