import { z } from 'zod';
import { CreateInteraction } from '../../interactions/schema.ts';
import { instant, requiredLine, searchField } from '../../platform/fields.ts';
import { dealChoices } from './place.ts';

/** How a person is named: the id of a contact or of a member, or an e-mail address. */
const reference = requiredLine(320, 'Say whom').describe(
  'Whom: the id of a contact or of a member’s account, or an e-mail address',
);

export const PersonReference = z.strictObject({ id: reference });

export const FindPersons = z.strictObject({
  q: searchField
    .refine((text) => text !== '', 'Say whom to look for')
    .describe('An e-mail address, a phone number, a name or an id'),
});

export const FoundPerson = z.strictObject({
  id: z.string().describe('What persons.read, persons.export and persons.erase take'),
  name: z.string().nullable(),
  email: z.string().nullable(),
  contacts: z.number().int().describe('So many contacts are this person'),
  member: z.boolean().describe('Whether a member of the organisation has this address'),
});

export const FoundPersons = z.strictObject({
  data: z.array(FoundPerson),
  more: z.boolean().describe('Whether there are more than these: look more narrowly'),
});

export const PersonRecord = z.strictObject({
  id: z.string().describe('The id of the record; a sequence number for receipts'),
  label: z.string(),
  at: z.string().nullable(),
});

export const PersonPlace = z.strictObject({
  name: z.string(),
  title: z.string(),
  fate: z.string().describe('What an erasure makes of it'),
  erased: z.boolean().describe('Whether an erasure touches it at all'),
  exported: z.boolean().describe('Whether an export of the person holds it'),
  count: z.number().int(),
  records: z.array(PersonRecord).describe('The first of them'),
});

export const PersonFindings = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  contactIds: z.array(z.string()),
  member: z.boolean(),
  held: z.boolean().describe('Whether a legal hold refuses an erasure'),
  places: z.array(PersonPlace).describe('Where something is; the others hold nothing'),
});

export const ErasePerson = z.strictObject({
  id: reference,
  confirm: z.string().max(400).describe('The person’s name or e-mail address, typed again'),
  deals: z
    .enum(dealChoices)
    .default('keep')
    .describe('keep: deals stay without contact, title and notes; remove: they go too'),
  requestId: z.string().max(64).optional().describe('The request of the data subject that this answers'),
});

const reportable = CreateInteraction.shape;

export const RectifyInteraction = z
  .strictObject({
    id: z.string().max(64).describe('The id of the interaction'),
    channel: reportable.channel.optional(),
    direction: reportable.direction.optional(),
    occurredAt: reportable.occurredAt.optional(),
    subject: reportable.subject,
    body: reportable.body,
    metadata: reportable.metadata.describe('Replaces all of it'),
  })
  .refine(({ id: _id, ...change }) => Object.values(change).some((value) => value !== undefined), 'Say what is wrong');

export const PersonErasureId = z.strictObject({ id: z.string().max(64) });

export const PersonErasureProgress = z.strictObject({ done: z.boolean(), delaySeconds: z.number().optional() });

export const PersonErasure = z.strictObject({
  id: z.string(),
  kind: z.enum(['contact', 'member', 'visitor']),
  subject: z.string().describe('The opaque id that was erased'),
  state: z.enum(['queued', 'running', 'done']),
  counts: z.record(z.string(), z.number().int()).describe('What was erased so far, by place'),
  requestId: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});

export const PersonErasures = z.strictObject({ data: z.array(PersonErasure) });

export type PersonFindingsAnswer = z.output<typeof PersonFindings>;
export type PersonErasureAnswer = z.output<typeof PersonErasure>;
