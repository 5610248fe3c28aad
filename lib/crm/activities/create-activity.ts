import { operation } from '../../access/operation.ts';
import { newId } from '../../platform/ids.ts';
import { contentOf } from '../changes.ts';
import { activityContent, presentActivity } from './present.ts';
import { Activity, CreateActivity } from './schema.ts';
import { type ActivityRow, findTargets, insertActivity } from './store.ts';
import { withTargets } from './targets.ts';

export const createActivity = operation({
  name: 'activities.create',
  title: 'Create an activity',
  description: "An activity of a deal belongs to the deal's contact too, unless another one is named.",
  http: 'POST /activities',
  permission: 'activities:write',
  feature: undefined,
  limits: ['api.general'],
  input: CreateActivity,
  output: Activity,
  writes: true,
  versioned: true,
  status: 201,
  location: (activity) => `/activities/${activity.id}`,
  run: async (ctx, input) => {
    const at = ctx.now().toISOString();
    const id = newId('act');
    return ctx.writeAnswer(
      (created: ActivityRow) => ({
        action: 'activity.created',
        subject: id,
        detail: contentOf(activityContent(created)),
      }),
      async (tx) => {
        const dealId = input.dealId ?? null;
        const ofDeal =
          input.contactId === undefined ? (await findTargets(tx, { contactId: null, dealId })).deal?.contactId : null;
        const activity = await withTargets(tx, {
          id,
          kind: input.kind,
          subject: input.subject,
          body: input.body ?? null,
          dueAt: input.dueAt ?? null,
          doneAt: input.doneAt ?? null,
          contactId: input.contactId ?? ofDeal ?? null,
          contactName: null,
          dealId,
          dealTitle: null,
          version: 1,
          createdAt: at,
          updatedAt: at,
        });
        await insertActivity(tx, activity);
        return activity;
      },
      (created) => presentActivity(created, ctx.principal),
    );
  },
});
