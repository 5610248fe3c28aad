import { requireFactor } from '../../access/factor-standing.ts';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { listOverrides, type OverrideRow, removeOverride, saveOverride } from './override-store.ts';
import { presentRule } from './present.ts';
import { ruleOf } from './rules.ts';
import { RetentionRuleAnswer, UpdateRetention } from './schema.ts';

/** Afterwards the rule keeps so many days here. Nothing is removed by it: the next run goes by it. */
export const updateRetention = operation({
  name: 'retention.update',
  title: 'Set how long something is kept',
  description:
    'Within the bounds of the rule; `days: null` goes back to the default. Fewer days than now ask for a fresh sign-in: what they remove does not come back.',
  http: 'PATCH /retention/{rule}',
  permission: 'retention:write',
  feature: undefined,
  limits: ['api.general'],
  input: UpdateRetention,
  output: RetentionRuleAnswer,
  writes: true,
  stepUp: 'sometimes',
  run: async (ctx, { rule, days }) => {
    const { bounds, days: defaultDays } = ruleOf(rule);
    const refuse = (path: string, message: string) => fail('invalid_input', { problems: [{ path, message }] });
    if (bounds === null) throw refuse('rule', 'This one is the same everywhere.');
    if (days !== null && (days < bounds.min || days > bounds.max)) {
      throw refuse('days', `From ${bounds.min} to ${bounds.max} days.`);
    }
    const early = (await listOverrides(ctx.db)).get(rule);
    const after = days ?? defaultDays;
    if (after < (early?.days ?? defaultDays)) await requireFactor(ctx);
    if (days === (early?.days ?? null)) return presentRule(rule, early);
    const row: OverrideRow | undefined =
      days === null ? undefined : { rule, days, updatedBy: ctx.actor, updatedAt: ctx.now().toISOString() };
    return ctx.writeAnswer(
      (before: number) => ({ action: 'retention.changed', subject: ctx.org.id, detail: { rule, before, after } }),
      async (tx) => {
        const before = (await listOverrides(tx)).get(rule)?.days ?? defaultDays;
        if (row === undefined) await removeOverride(tx, rule);
        else await saveOverride(tx, row);
        return before;
      },
      () => presentRule(rule, row),
    );
  },
});
