import { z } from 'zod';
import {
  cursorField,
  flagField,
  instant,
  instantField,
  maybe,
  pageLimit,
  pageOf,
  paragraphs,
  requiredLine,
  searchField,
  sortNames,
  versionField,
} from '../../platform/fields.ts';

export const activityKinds = ['call', 'email', 'meeting', 'note', 'task'] as const;

export type ActivityKind = (typeof activityKinds)[number];

const fields = {
  kind: z.enum(activityKinds),
  subject: requiredLine(300, 'Say what it is about'),
  body: maybe(paragraphs(50_000)),
  dueAt: maybe(z.union([z.literal(''), instantField])),
  doneAt: maybe(z.union([z.literal(''), instantField])),
  contactId: z.string().max(64).nullable(),
  dealId: z.string().max(64).nullable(),
};

export const CreateActivity = z.strictObject({
  kind: fields.kind,
  subject: fields.subject,
  body: fields.body.optional(),
  dueAt: fields.dueAt.optional(),
  doneAt: fields.doneAt.optional(),
  contactId: fields.contactId.optional().describe("If absent, the deal's contact"),
  dealId: fields.dealId.optional(),
});

export const ActivityId = z.strictObject({ id: z.string().max(64) });

/** Fields that are not named stay as they are; null removes a value. */
export const UpdateActivity = z.strictObject({
  id: z.string().max(64),
  version: versionField.optional().describe('Refuse the change if the activity has another version by now'),
  kind: fields.kind.optional(),
  subject: fields.subject.optional(),
  body: fields.body.optional(),
  dueAt: fields.dueAt.optional(),
  doneAt: fields.doneAt.optional(),
  contactId: fields.contactId.optional(),
  dealId: fields.dealId.optional(),
});

export const activitySorts = ['createdAt', 'dueAt'] as const;

export const ListActivities = z.strictObject({
  q: searchField.optional().describe('Finds any part of a subject'),
  kind: z.enum(activityKinds).optional(),
  contactId: z.string().max(64).optional(),
  dealId: z.string().max(64).optional(),
  done: flagField.optional(),
  dueBefore: instantField.optional(),
  sort: z.enum(sortNames(activitySorts)).default('-createdAt').describe('A leading minus turns the order around'),
  limit: pageLimit,
  cursor: cursorField.optional(),
});

/** An activity as it is answered. */
export const Activity = z.strictObject({
  id: z.string(),
  kind: z.enum(activityKinds),
  subject: z.string(),
  body: z.string().nullable(),
  dueAt: instant.nullable(),
  doneAt: instant.nullable(),
  contactId: z.string().nullable(),
  contactName: z.string().nullable().describe('Null also for a caller who may not read contacts'),
  dealId: z.string().nullable(),
  dealTitle: z.string().nullable().describe('Null also for a caller who may not read deals'),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});

export const ActivityPage = pageOf(Activity);

export type ActivityAnswer = z.output<typeof Activity>;
