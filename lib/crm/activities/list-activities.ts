import { operation } from '../../access/operation.ts';
import { presentActivity } from './present.ts';
import { ActivityPage, ListActivities } from './schema.ts';
import { listActivityRows } from './store.ts';

export const listActivities = operation({
  name: 'activities.list',
  title: 'List activities',
  description: 'Filters are joined by "and". Activities without a value in the sort field come last.',
  http: 'GET /activities',
  permission: 'activities:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListActivities,
  output: ActivityPage,
  writes: false,
  run: async (ctx, input) => {
    const { rows, nextCursor } = await listActivityRows(ctx, input);
    return { data: rows.map((row) => presentActivity(row, ctx.principal)), nextCursor };
  },
});
