import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { changeAlert } from './change-alert.ts';
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
    changeAlert(ctx, id, 'alert.acknowledged', (row) => {
      if (row.state !== 'open') throw fail('conflict', { message: `The alert is ${row.state} already.` });
      return { state: 'acknowledged', acknowledgedAt: ctx.now().toISOString(), acknowledgedBy: ctx.actor };
    }),
});
