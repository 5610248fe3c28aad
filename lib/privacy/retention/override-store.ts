import { isoAfter } from '../../platform/clock.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import { isRetentionRule, type RetentionRuleName, retentionRuleNames, ruleOf } from './rules.ts';

const daySeconds = 86_400;

export interface OverrideRow {
  readonly rule: string;
  readonly days: number;
  readonly updatedBy: string;
  readonly updatedAt: string;
}

/** Where the organisation differs from the table. A row that the table would not allow any more counts for nothing. */
export async function listOverrides(db: SqlReader): Promise<ReadonlyMap<RetentionRuleName, OverrideRow>> {
  const rows = await db.all<OverrideRow>('SELECT rule, days, updatedBy, updatedAt FROM RetentionOverride');
  return new Map(rows.flatMap((row) => (isAllowed(row.rule, row.days) ? [[row.rule, row] as const] : [])));
}

function isAllowed(rule: string, days: number): rule is RetentionRuleName {
  if (!isRetentionRule(rule)) return false;
  const { bounds } = ruleOf(rule);
  return bounds !== null && days >= bounds.min && days <= bounds.max;
}

export async function saveOverride(tx: SqlWriter, row: OverrideRow): Promise<void> {
  await tx.run(
    `INSERT INTO RetentionOverride (rule, days, updatedBy, updatedAt) VALUES (?, ?, ?, ?)
       ON CONFLICT (rule) DO UPDATE SET days = excluded.days, updatedBy = excluded.updatedBy, updatedAt = excluded.updatedAt`,
    [row.rule, row.days, row.updatedBy, row.updatedAt],
  );
}

export async function removeOverride(tx: SqlWriter, rule: RetentionRuleName): Promise<void> {
  await tx.run('DELETE FROM RetentionOverride WHERE rule = ?', [rule]);
}

export type EffectiveDays = Readonly<Record<RetentionRuleName, number>>;

/** How many days each rule keeps in this organisation. */
export async function effectiveDays(db: SqlReader): Promise<EffectiveDays> {
  const overrides = await listOverrides(db);
  return Object.fromEntries(
    retentionRuleNames.map((name) => [name, overrides.get(name)?.days ?? ruleOf(name).days]),
  ) as Record<RetentionRuleName, number>;
}

/** What is older than this instant goes. */
export function edgeOf(days: number, now: Date): string {
  return isoAfter(now, -days * daySeconds);
}
