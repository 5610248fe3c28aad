import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { changeAlert } from './change-alert.ts';
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
    changeAlert(ctx, id, 'alert.resolved', (row) => {
      if (row.state === 'resolved') throw fail('conflict', { message: 'The alert is settled already.' });
      return { state: 'resolved', resolvedAt: ctx.now().toISOString(), resolvedBy: ctx.actor };
    }),
});
