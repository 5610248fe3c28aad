import { z } from 'zod';
import { retentionRuleNames } from './rules.ts';

const ruleName = z.enum(retentionRuleNames).describe('The name of the rule, for example interactions');
const daysMax = 36_500;

export const RetentionRuleAnswer = z.strictObject({
  rule: z.string().describe('The name of the rule, for example interactions'),
  title: z.string(),
  what: z.string().describe('What goes, and from when its days are counted'),
  why: z.string().describe('The law, or the reason, that the days come from'),
  days: z.number().int().describe('How many days it keeps here'),
  defaultDays: z.number().int(),
  daysMin: z.number().int().nullable().describe('The fewest days that the organisation may set; null when it may not'),
  daysMax: z.number().int().nullable(),
  heldBy: z
    .enum(['contact', 'any', 'organisation', 'none'])
    .describe('Which legal holds keep it: contact names those of that contact and of the organisation'),
  updatedAt: z.string().nullable().describe('When the organisation set its own days; null while the default holds'),
  updatedBy: z.string().nullable().describe('Opaque id of who set them'),
});

export const RetentionRules = z.strictObject({
  data: z.array(RetentionRuleAnswer),
  nextRunAt: z.string().describe('When retention runs next by itself'),
  held: z.boolean().describe('Whether a legal hold stands on the whole organisation'),
});

export const UpdateRetention = z.strictObject({
  rule: ruleName,
  days: z.number().int().min(1).max(daysMax).nullable().describe('Null goes back to the default'),
});

export const PreviewRetention = z.strictObject({
  rule: ruleName.optional(),
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(daysMax)
    .optional()
    .describe('With a rule: what would go if it kept that many days; nothing is changed'),
});

export const RetentionPreview = z.strictObject({
  data: z.array(
    z.strictObject({
      rule: z.string(),
      title: z.string(),
      days: z.number().int(),
      before: z.string().describe('What is older goes'),
      count: z.number().int().describe('How many would go now'),
    }),
  ),
  total: z.number().int(),
});

export const RetentionCut = z.strictObject({
  data: z.array(z.strictObject({ rule: z.string(), title: z.string(), count: z.number().int() })),
  total: z.number().int(),
  done: z.boolean().describe('False when there is more than one call removes: the rest goes in the background'),
});

export const RetentionHistory = z.strictObject({
  data: z.array(
    z.strictObject({
      day: z.string().describe('Of the cuts, in UTC'),
      rule: z.string(),
      title: z.string(),
      count: z.number().int(),
      before: z.string().describe('What was older went'),
      cuts: z.number().int().describe('Receipts that tell of it'),
      lastSeq: z.number().int().describe('The last of them in the ledger'),
    }),
  ),
});
