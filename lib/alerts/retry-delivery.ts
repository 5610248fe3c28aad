import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { type DeliveryRow, findDelivery, noteAttempt } from './delivery-store.ts';
import { presentDelivery } from './present.ts';
import { Delivery, DeliveryId } from './schema.ts';

/** Long enough for the write that follows; if the process ends in between, the job finds nothing to send. */
const guardSeconds = 10;

/** Afterwards a message that was given up is due again, under the same id, as though it had never been tried. */
export const retryDelivery = operation({
  name: 'alerts.retryDelivery',
  title: 'Send a message again',
  description: 'For one that was tried too often: it is due at once, under the same id.',
  http: 'POST /alert-deliveries/{id}/retry',
  permission: 'alerts:write',
  feature: undefined,
  limits: ['api.general'],
  input: DeliveryId,
  output: Delivery,
  refuses: ['conflict'],
  writes: true,
  run: async (ctx, { id }) => {
    const job = { kind: 'alerts.deliver', orgId: ctx.org.id, subject: id, actor: ctx.actor };
    const failed = await findDelivery(ctx.db, id);
    if (failed === undefined) throw fail('not_found');
    await ctx.services.jobs.enqueue(job, { delaySeconds: guardSeconds });
    const answer = await ctx.writeAnswer(
      ({ channel, event }: DeliveryRow) => ({
        action: 'alertDelivery.retried',
        subject: id,
        detail: { channel, event },
      }),
      async (tx) => {
        const row = await findDelivery(tx, id);
        if (row === undefined) throw fail('not_found');
        if (row.state !== 'failed') throw fail('conflict', { message: `The message is ${row.state}.` });
        const after = { ...row, state: 'waiting', attempts: 0, dueAt: ctx.now().toISOString(), endedAt: null };
        await noteAttempt(tx, after);
        return after;
      },
      presentDelivery,
    );
    await ctx.services.jobs.enqueue(job);
    return answer;
  },
});
