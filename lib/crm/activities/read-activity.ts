import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { presentActivity } from './present.ts';
import { Activity, ActivityId } from './schema.ts';
import { findActivity } from './store.ts';

export const readActivity = operation({
  name: 'activities.read',
  title: 'Read an activity',
  http: 'GET /activities/{id}',
  permission: 'activities:read',
  feature: undefined,
  limits: ['api.general'],
  input: ActivityId,
  output: Activity,
  writes: false,
  versioned: true,
  run: async (ctx, { id }) => {
    const row = await findActivity(ctx.db, id);
    if (!row) throw fail('not_found');
    return presentActivity(row, ctx.principal);
  },
});
