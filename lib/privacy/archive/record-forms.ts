import { z } from 'zod';
import { activityKinds } from '../../crm/activities/schema.ts';
import {
  type ContactTextField,
  contactTextFields,
  contactTextSchemas,
  customFieldCharsMax,
  customFieldNameCharsMax,
} from '../../crm/contacts/schema.ts';
import { currencyField, dealStages } from '../../crm/deals/schema.ts';
import { isFileName, isFileType } from '../../files/portable.ts';
import { interactionChannels, interactionDirections, metadataBytesMax } from '../../interactions/schema.ts';
import { actorId, type ColumnForms, count, day, idOf, line, moment, unchanged, version, words } from './field-forms.ts';

/** A field of one line; where an erasure wrote its mark over a shorter address, it is longer than somebody may type. */
const field = (charsMax: number) => line(2 * charsMax);

const contactTexts = Object.fromEntries(
  contactTextFields.map((name) => [name, (name === 'notes' ? words(20_000) : line(2_000)).nullable()]),
) as unknown as Readonly<Record<ContactTextField, z.ZodNullable<z.ZodString>>>;

export const contactRow = {
  id: idOf('con'),
  ...contactTexts,
  email: unchanged(contactTextSchemas.email, 'Not an e-mail address').nullable(),
  // Links get clicked: no other scheme comes in by this way.
  website: unchanged(contactTextSchemas.website, 'Not a web address').nullable(),
  tags: z.array(field(50)).max(50),
  customFields: z
    .record(field(customFieldNameCharsMax), field(customFieldCharsMax))
    .refine(
      (fields) => Object.keys(fields).length <= 200 && !Object.hasOwn(fields, '__proto__'),
      'Too many custom fields',
    ),
  version,
  createdAt: moment,
  updatedAt: moment,
} satisfies ColumnForms;

export const dealRow = {
  id: idOf('deal'),
  contactId: idOf('con').nullable(),
  title: field(200),
  stage: z.enum(dealStages),
  amountMinor: count.nullable(),
  currency: unchanged(currencyField, 'Not a currency code (ISO 4217)').nullable(),
  expectedCloseOn: day.nullable(),
  closedAt: moment.nullable(),
  notes: words(20_000).nullable(),
  version,
  createdAt: moment,
  updatedAt: moment,
} satisfies ColumnForms;

export const activityRow = {
  id: idOf('act'),
  contactId: idOf('con').nullable(),
  dealId: idOf('deal').nullable(),
  kind: z.enum(activityKinds),
  subject: field(300),
  body: words(50_000).nullable(),
  dueAt: moment.nullable(),
  doneAt: moment.nullable(),
  version,
  createdAt: moment,
  updatedAt: moment,
} satisfies ColumnForms;

export const interactionRow = {
  id: idOf('int'),
  contactId: idOf('con'),
  channel: z.enum(interactionChannels),
  direction: z.enum(interactionDirections),
  occurredAt: moment,
  subject: field(200).nullable(),
  body: words(50_000).nullable(),
  metadata: z
    .record(z.string().max(80), z.union([words(2_000), z.number(), z.boolean()]))
    .refine((metadata) => Buffer.byteLength(JSON.stringify(metadata)) <= metadataBytesMax, 'Too much metadata'),
  externalId: words(200).nullable(),
  createdAt: moment,
} satisfies ColumnForms;

export const fileRow = {
  id: idOf('fil'),
  name: z.string().refine(isFileName, 'Not a name that a file is kept under'),
  contentType: z.string().refine(isFileType, 'Not a media type that a file is kept with'),
  bytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  contactId: idOf('con').nullable(),
  dealId: idOf('deal').nullable(),
  createdBy: actorId,
  createdAt: moment,
} satisfies ColumnForms;
