import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { requireMatch } from '../../access/precondition.ts';
import { fail } from '../../platform/errors.ts';
import { requireNoHoldOnRecord } from '../../privacy/holds/active-holds.ts';
import { contentOf } from '../changes.ts';
import { activityContent, presentActivity } from './present.ts';
import { ActivityId } from './schema.ts';
import { type ActivityRow, findActivity, removeActivity } from './store.ts';

export const deleteActivity = operation({
  name: 'activities.delete',
  title: 'Delete an activity',
  http: 'DELETE /activities/{id}',
  permission: 'activities:write',
  feature: undefined,
  limits: ['api.general'],
  input: ActivityId,
  output: z.null(),
  writes: true,
  versioned: true,
  refuses: ['legal_hold'],
  status: 204,
  run: async (ctx, { id }) => {
    await ctx.write(
      (activity: ActivityRow) => ({
        action: 'activity.deleted',
        subject: id,
        detail: { activity: contentOf(activityContent(activity)) },
      }),
      async (tx) => {
        const activity = await findActivity(tx, id);
        if (!activity) throw fail('not_found');
        requireMatch(ctx.request, () => presentActivity(activity, ctx.principal));
        await requireNoHoldOnRecord(tx, activity);
        await removeActivity(tx, id);
        return activity;
      },
    );
    return null;
  },
});
