import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { isHeld } from '../holds/active-holds.ts';
import { listOverrides } from './override-store.ts';
import { presentRule } from './present.ts';
import { organisationRuleNames } from './rules.ts';
import { RetentionRules } from './schema.ts';

/** The name of the daily run in the schedule. */
export const scheduleName = 'retention';

export const listRetention = operation({
  name: 'retention.list',
  title: 'List how long what is kept',
  http: 'GET /retention',
  permission: 'retention:read',
  feature: undefined,
  limits: ['api.general'],
  input: z.strictObject({}),
  output: RetentionRules,
  writes: false,
  run: async (ctx) => {
    const overrides = await listOverrides(ctx.db);
    const schedule = await ctx.services.scheduler.list();
    return {
      data: organisationRuleNames.map((name) => presentRule(name, overrides.get(name))),
      nextRunAt: schedule.find(({ name }) => name === scheduleName)?.nextRunAt ?? ctx.now().toISOString(),
      held: await isHeld(ctx.db),
    };
  },
});
