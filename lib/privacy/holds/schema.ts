import { z } from 'zod';
import { cursorField, pageLimit, pageOf } from '../../platform/fields.ts';

export const holdStates = ['active', 'released'] as const;

export const reasonCharsMax = 1_000;

export const ListHolds = z.strictObject({
  state: z.enum(holdStates).optional(),
  contactId: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('Holds that cover this contact: its own, and those on the whole organisation'),
  limit: pageLimit,
  cursor: cursorField.optional(),
});

export const PlaceHold = z.strictObject({
  contactId: z.string().min(1).max(64).optional().describe('Whose data is held; without it the whole organisation is'),
  reason: z
    .string()
    .trim()
    .min(3, 'Say why, for whoever ends it one day')
    .max(reasonCharsMax)
    .describe('Which proceeding or order asks for it'),
});

export const HoldId = z.strictObject({ id: z.string().min(1).max(64).describe('The id of the hold') });

/** Keeps data from being erased, by a person or by time. */
export const Hold = z.strictObject({
  id: z.string(),
  contactId: z.string().nullable().describe('Null when the whole organisation is held'),
  contactName: z.string().nullable().describe('What the contact is called, for readers who may see contacts'),
  reason: z.string(),
  createdBy: z.string().describe('Opaque id of who placed it'),
  createdAt: z.string(),
  releasedAt: z.string().nullable(),
  releasedBy: z.string().nullable(),
});

export const HoldPage = pageOf(Hold);
