import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { type AlertRow, findAlert, replaceAlert } from './alert-store.ts';
import { presentAlert } from './present.ts';
import { Alert, AlertId } from './schema.ts';

/** Afterwards it is said who takes care of it. Nobody is told of it anew before its window of deduplication ends. */
export const acknowledgeAlert = operation({
  name: 'alerts.acknowledge',
  title: 'Acknowledge an alert',
  description: 'Says who takes care of it. What it tells of is not settled by that.',
  http: 'POST /alerts/{id}/acknowledge',
  permission: 'alerts:write',
  feature: undefined,
  limits: ['api.general'],
  input: AlertId,
  output: Alert,
  refuses: ['conflict'],
  writes: true,
  run: (ctx, { id }) =>
    ctx.writeAnswer(
      ({ rule, subject, count }: AlertRow) => ({
        action: 'alert.acknowledged',
        subject: id,
        detail: { rule, subject, count },
      }),
      async (tx) => {
        const row = await findAlert(tx, id);
        if (row === undefined) throw fail('not_found');
        if (row.state !== 'open') throw fail('conflict', { message: `The alert is ${row.state} already.` });
        const after = {
          ...row,
          state: 'acknowledged',
          acknowledgedAt: ctx.now().toISOString(),
          acknowledgedBy: ctx.actor,
        };
        await replaceAlert(tx, after);
        return after;
      },
      presentAlert,
    ),
});
