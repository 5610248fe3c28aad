import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { findAlert } from './alert-store.ts';
import { presentAlert } from './present.ts';
import { Alert, AlertId } from './schema.ts';

export const readAlert = operation({
  name: 'alerts.read',
  title: 'Read an alert',
  http: 'GET /alerts/{id}',
  permission: 'alerts:read',
  feature: undefined,
  limits: ['api.general'],
  input: AlertId,
  output: Alert,
  writes: false,
  run: async (ctx, { id }) => {
    const row = await findAlert(ctx.db, id);
    if (row === undefined) throw fail('not_found');
    return presentAlert(row);
  },
});
