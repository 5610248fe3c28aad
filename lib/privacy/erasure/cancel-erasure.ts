import { z } from 'zod';
import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { runtime } from '../../runtime.ts';
import { type ErasureRow, findErasureOf, moveState } from './erasure-store.ts';
import { mailOwners } from './mail-owners.ts';
import { erasureCancelledMail } from './mails.ts';
import { NoErasureInput } from './schema.ts';

/**
 * Calls an erasure off that has not begun. Any owner may, and needs no fresh sign-in: it loses nothing.
 * @throws `not_found` when none was asked for, or it has begun.
 */
export const cancelErasure = operation({
  name: 'erasure.cancel',
  title: 'Call the erasure of the organisation off',
  http: 'DELETE /organization/erasure',
  permission: 'organization:erase',
  feature: undefined,
  limits: ['api.general'],
  input: NoErasureInput,
  output: z.void(),
  writes: true,
  refuses: ['not_found'],
  status: 204,
  run: async (ctx) => {
    await ctx.directory.write(
      (row: ErasureRow) => ({ action: 'erasure.cancelled', subject: row.id, detail: { reason: 'owner' } }),
      async (tx) => {
        const known = await findErasureOf(tx, ctx.org.id);
        const at = ctx.now().toISOString();
        // It may begin this very moment: whichever transaction is first wins.
        const off =
          known !== undefined &&
          ((await moveState(tx, known.id, 'proposed', 'cancelled', at)) ||
            (await moveState(tx, known.id, 'approved', 'cancelled', at)));
        if (!off) throw fail('not_found');
        await recordAuditIn(tx, {
          ...auditOf(ctx),
          action: 'erasure.cancel',
          outcome: 'ok',
          detail: { erasureId: known.id },
        });
        return known;
      },
    );
    const { tenancy } = runtime();
    await mailOwners({ ...ctx.services, tenancy }, ctx.org.id, erasureCancelledMail);
  },
});
