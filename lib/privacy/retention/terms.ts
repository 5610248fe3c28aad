import { type Retention, retentions } from '../classes.ts';
import { daysInWords, isRetentionRule, type RetentionRuleName, ruleOf } from './rules.ts';

const named = /\{(\w+)\}/g;

/** The rules that a term of the registry goes by; none where it is tied to a record. */
export function rulesOfTerm(retention: Retention): readonly RetentionRuleName[] {
  return [...retentions[retention].matchAll(named)].map(([, name = '']) => {
    if (!isRetentionRule(name)) throw new Error(`${retention} names no rule of retention: ${name}`);
    return name;
  });
}

/** A term as people read it, with the days of the rules, or with those that an organisation has set. */
export function termInWords(
  retention: Retention,
  days: Readonly<Partial<Record<RetentionRuleName, number>>> = {},
): string {
  return retentions[retention].replaceAll(named, (whole, name: string) =>
    isRetentionRule(name) ? daysInWords(days[name] ?? ruleOf(name).days) : whole,
  );
}
