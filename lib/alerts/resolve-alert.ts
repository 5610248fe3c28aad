import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { type AlertRow, findAlert, replaceAlert } from './alert-store.ts';
import { presentAlert } from './present.ts';
import { Alert, AlertId } from './schema.ts';

/** Afterwards it is settled. The same seen again is a new alert. */
export const resolveAlert = operation({
  name: 'alerts.resolve',
  title: 'Settle an alert',
  description: 'What it tells of is over. Should the same be seen again, that is a new alert.',
  http: 'POST /alerts/{id}/resolve',
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
        action: 'alert.resolved',
        subject: id,
        detail: { rule, subject, count },
      }),
      async (tx) => {
        const row = await findAlert(tx, id);
        if (row === undefined) throw fail('not_found');
        if (row.state === 'resolved') throw fail('conflict', { message: 'The alert is settled already.' });
        const after = { ...row, state: 'resolved', resolvedAt: ctx.now().toISOString(), resolvedBy: ctx.actor };
        await replaceAlert(tx, after);
        return after;
      },
      presentAlert,
    ),
});
