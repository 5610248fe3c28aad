import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { isoAfter } from '../../platform/clock.ts';
import { OverviewCounts } from './schema.ts';

const dueWithinSeconds = 7 * 86_400;

/** How much there is of everything. */
export const readOverview = operation({
  name: 'overview.read',
  title: 'See how much there is',
  http: 'GET /overview',
  permission: 'organization:read',
  feature: undefined,
  limits: ['api.general'],
  input: z.strictObject({}),
  output: OverviewCounts,
  writes: false,
  run: async (ctx) => {
    const counts = await ctx.db.get<z.output<typeof OverviewCounts>>(
      `SELECT (SELECT count(*) FROM Contact) AS contacts,
              (SELECT count(*) FROM Deal) AS deals,
              (SELECT count(*) FROM Deal WHERE stage NOT IN ('won', 'lost')) AS openDeals,
              (SELECT count(*) FROM Activity WHERE doneAt IS NULL AND dueAt <= ?) AS dueActivities,
              (SELECT count(*) FROM Import) AS imports,
              (SELECT coalesce(max(seq), 0) FROM Receipt) AS receipts`,
      [isoAfter(ctx.now(), dueWithinSeconds)],
    );
    return counts as z.output<typeof OverviewCounts>;
  },
});
