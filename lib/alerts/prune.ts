import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { hasOldAlerts, pruneAlerts } from './alert-store.ts';
import { keptSince } from './kept-since.ts';
import { JobState, OrganizationJob } from './schema.ts';

/** Removes alerts that were last seen 90 days ago, and messages as old. The cut is a receipt itself. CLAIMS G6. */
export const prune = operation({
  name: 'alerts.prune',
  title: 'Remove old alerts',
  permission: 'alerts:write',
  feature: undefined,
  limits: [],
  input: OrganizationJob,
  output: JobState,
  writes: true,
  run: async (ctx, { id }) => {
    if (id !== ctx.org.id) throw fail('not_found');
    const before = keptSince(ctx.now());
    if (!(await hasOldAlerts(ctx.db, before))) return { done: true };
    await ctx.write(
      (counts: { alerts: number; deliveries: number }) => ({
        action: 'alerts.pruned',
        subject: id,
        detail: { before, alerts: counts.alerts, deliveries: counts.deliveries },
      }),
      (tx) => pruneAlerts(tx, before),
    );
    return { done: true };
  },
});
