import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { findDelivery } from './delivery-store.ts';
import { DeliveryId, JobState } from './schema.ts';

/** One attempt at a message that is due. Run by the job queue; what becomes of it is no change of the organisation's. */
export const deliver = operation({
  name: 'alerts.deliver',
  title: 'Send a message that is due',
  permission: 'alerts:write',
  feature: undefined,
  limits: [],
  input: DeliveryId,
  output: JobState,
  writes: false,
  run: async (ctx, { id }) => {
    // Asked for before it was written, by a process that ended then. Nobody but the queue learns the difference.
    if (ctx.principal.kind !== 'job' && (await findDelivery(ctx.db, id)) === undefined) throw fail('not_found');
    return ctx.services.alerts.deliver(ctx.org.id, id);
  },
});
