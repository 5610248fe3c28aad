import type { z } from 'zod';
import type { OverrideRow } from './override-store.ts';
import { isRetentionRule, type RetentionRuleName, ruleOf } from './rules.ts';
import type { RetentionRuleAnswer } from './schema.ts';

export function presentRule(
  name: RetentionRuleName,
  override: OverrideRow | undefined,
): z.output<typeof RetentionRuleAnswer> {
  const { title, what, why, days, bounds, heldBy } = ruleOf(name);
  return {
    rule: name,
    ...{ title, what, why, heldBy },
    days: override?.days ?? days,
    defaultDays: days,
    daysMin: bounds?.min ?? null,
    daysMax: bounds?.max ?? null,
    updatedAt: override?.updatedAt ?? null,
    updatedBy: override?.updatedBy ?? null,
  };
}

/** What a rule is called; one that a later version dropped goes by its name. */
export function titleOf(rule: string): string {
  return isRetentionRule(rule) ? ruleOf(rule).title : rule;
}
