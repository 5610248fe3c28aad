import { z } from 'zod';
import { flagField } from '../../platform/fields.ts';
import { CreateInteraction, Interaction } from '../schema.ts';

/** Most interactions in one request. CLAIMS E9. */
export const batchItemsMax = 100;

/**
 * Items are told apart in `run`, one by one, since `partial` decides what a bad one means for the others; the documents
 * show them as what they have to be.
 */
export const CreateInteractions = z.strictObject({
  partial: flagField.default(false).describe('Store the good ones even if others are refused'),
  items: z
    .array(z.unknown().meta({ shownAs: CreateInteraction }))
    .min(1, 'Give at least one')
    .max(batchItemsMax, `At most ${batchItemsMax} in one request`),
});

const Refusal = z.strictObject({
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  interactionId: z.string().optional().describe('The stored one that says something else'),
});

export const ReportOutcome = z.strictObject({
  index: z.int().describe('Place in `items`, from 0'),
  status: z.enum(['created', 'duplicate', 'refused']),
  interaction: Interaction.optional().describe('Absent when it was refused'),
  problem: Refusal.optional().describe('Why it was refused'),
});

/** What became of each item, in their order. */
export const BatchOutcome = z.strictObject({
  created: z.int(),
  duplicates: z.int(),
  refused: z.int(),
  data: z.array(ReportOutcome),
});

export type ReportOutcomeAnswer = z.output<typeof ReportOutcome>;
export type BatchAnswer = z.output<typeof BatchOutcome>;
