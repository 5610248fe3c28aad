import type { z } from 'zod';
import type { Hold } from '#lib/privacy/holds/schema.ts';
import type {
  RetentionHistory,
  RetentionPreview,
  RetentionRuleAnswer,
  RetentionRules,
} from '#lib/privacy/retention/schema.ts';

export type RuleItem = z.output<typeof RetentionRuleAnswer>;
export type RulesItem = z.output<typeof RetentionRules>;
export type PreviewItem = z.output<typeof RetentionPreview>;
export type HistoryItem = z.output<typeof RetentionHistory>['data'][number];
export type HoldItem = z.output<typeof Hold>;
