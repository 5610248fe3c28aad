import type { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { requireNoHoldOnLeft } from '../../privacy/holds/active-holds.ts';
import { changesBetween } from '../changes.ts';
import { writeChange } from '../write-change.ts';
import { activityContent, presentActivity } from './present.ts';
import { Activity, UpdateActivity } from './schema.ts';
import { type ActivityRow, findActivity, replaceActivity } from './store.ts';
import { withTargets } from './targets.ts';

export const updateActivity = operation({
  name: 'activities.update',
  title: 'Change an activity',
  description: 'Fields that are not named stay as they are. A change that changes nothing leaves the version as it is.',
  http: 'PATCH /activities/{id}',
  permission: 'activities:write',
  feature: undefined,
  limits: ['api.general'],
  input: UpdateActivity,
  output: Activity,
  writes: true,
  versioned: true,
  refuses: ['legal_hold'],
  run: async (ctx, { id, version, ...change }) => {
    const at = ctx.now().toISOString();
    return writeChange(ctx, {
      action: 'activity.updated',
      id,
      version,
      decide: async (db) => {
        const before = await findActivity(db, id);
        if (!before) return undefined;
        const changed = changedActivity(before, change, at);
        const moved = changed.contactId !== before.contactId || changed.dealId !== before.dealId;
        if (moved) await requireNoHoldOnLeft(db, before, changed);
        const after = moved ? await withTargets(db, changed) : changed;
        return { before, after, changes: changesBetween(activityContent(before), activityContent(after)) };
      },
      save: replaceActivity,
      present: (row) => presentActivity(row, ctx.principal),
    });
  },
});

type ActivityChange = Omit<z.output<typeof UpdateActivity>, 'id' | 'version'>;

function changedActivity(before: ActivityRow, change: ActivityChange, at: string): ActivityRow {
  const set = <T>(value: T | undefined, present: T): T => (value === undefined ? present : value);
  return {
    id: before.id,
    kind: set<string>(change.kind, before.kind),
    subject: set(change.subject, before.subject),
    body: set(change.body, before.body),
    dueAt: set(change.dueAt, before.dueAt),
    doneAt: set(change.doneAt, before.doneAt),
    contactId: set(change.contactId, before.contactId),
    contactName: before.contactName,
    dealId: set(change.dealId, before.dealId),
    dealTitle: before.dealTitle,
    version: before.version + 1,
    createdAt: before.createdAt,
    updatedAt: at,
  };
}
