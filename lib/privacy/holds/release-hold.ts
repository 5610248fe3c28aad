import { auditOf } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { findHold, markReleased } from './hold-store.ts';
import { only, presentHolds } from './present.ts';
import { Hold, HoldId } from './schema.ts';

/** Afterwards the hold keeps nothing any more: what is older than its rule allows goes with the next run of retention. */
export const releaseHold = operation({
  name: 'holds.release',
  title: 'End a legal hold',
  description: 'Asks for a fresh sign-in: what was only kept by the hold goes with the next run of retention.',
  http: 'POST /holds/{id}/release',
  permission: 'retention:write',
  feature: undefined,
  limits: ['api.general'],
  input: HoldId,
  output: Hold,
  writes: true,
  stepUp: 'always',
  refuses: ['conflict'],
  run: async (ctx, { id }) => {
    const row = await findHold(ctx.db, id);
    if (row === undefined) throw fail('not_found');
    const refuse = () => fail('conflict', { message: 'This hold has ended already.' });
    if (row.releasedAt !== null) throw refuse();
    const { contactId, reason } = row;
    // Noted first: an act that the audit log cannot tell of is not done.
    const detail = { holdId: id, contactId };
    await ctx.services.audit.record({ ...auditOf(ctx), action: 'hold.release', outcome: 'ok', detail });
    const releasedAt = ctx.now().toISOString();
    return ctx.writeAnswer(
      { action: 'hold.released', subject: id, detail: { contactId, reason, since: row.createdAt } },
      async (tx) => {
        if (!(await markReleased(tx, id, ctx.actor, releasedAt))) throw refuse();
        return presentHolds(ctx, tx, [{ ...row, releasedAt, releasedBy: ctx.actor }]);
      },
      only,
    );
  },
});
