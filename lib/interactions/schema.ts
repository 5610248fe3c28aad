import { z } from 'zod';
import {
  cursorField,
  emailField,
  instant,
  instantField,
  line,
  maybe,
  pageLimit,
  pageOf,
  paragraphs,
  requiredLine,
  verbatim,
} from '../platform/fields.ts';

export const interactionChannels = ['email', 'call', 'sms', 'chat', 'meeting', 'web', 'social', 'other'] as const;
export type InteractionChannel = (typeof interactionChannels)[number];

export const interactionDirections = ['inbound', 'outbound'] as const;

/** How far ahead a reporter's clock may run. */
export const futureToleranceMs = 5 * 60_000;

const metadataKeysMax = 50;
const metadataKeyCharsMax = 80;
const metadataTextCharsMax = 2_000;
/** UTF-8 bytes of the metadata as JSON. */
export const metadataBytesMax = 16_384;

/** Names that programs in JavaScript trip over when they copy an object. */
const reservedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const metadataKey = verbatim(metadataKeyCharsMax)
  .min(1, 'A name cannot be empty')
  .refine((name) => !reservedKeys.has(name), 'This name is reserved');

const metadataValue = z.union([verbatim(metadataTextCharsMax), z.number(), z.boolean()], {
  error: 'Not a text, a number or true or false',
});

const Metadata = z.record(z.string(), metadataValue).superRefine((metadata, ctx) => {
  const names = Object.keys(metadata);
  if (names.length > metadataKeysMax) ctx.addIssue({ code: 'custom', message: `At most ${metadataKeysMax} members` });
  for (const name of names) {
    const message = metadataKey.safeParse(name).error?.issues[0]?.message;
    if (message !== undefined) ctx.addIssue({ code: 'custom', path: [name], message });
  }
  if (new TextEncoder().encode(JSON.stringify(metadata)).length > metadataBytesMax) {
    ctx.addIssue({ code: 'custom', message: `At most ${metadataBytesMax} bytes as JSON` });
  }
});

const earliest = '1970-01-01T00:00:00.000Z';

export const CreateInteraction = z
  .strictObject({
    contactId: z.string().max(64).optional().describe('With whom it was; give this or `email`'),
    email: emailField.optional().describe('The address of exactly one contact; give this or `contactId`'),
    channel: z.enum(interactionChannels),
    direction: z.enum(interactionDirections).describe('`inbound`: the contact spoke; `outbound`: we did'),
    occurredAt: instantField
      .refine((at) => at >= earliest, 'Before 1970')
      .describe('At most 5 minutes ahead of our clock, not before 1970'),
    subject: maybe(line(200)).optional(),
    body: maybe(paragraphs(50_000)).optional(),
    metadata: Metadata.optional().describe(
      `A flat object of texts, numbers and booleans: at most ${metadataKeysMax} members, ${metadataBytesMax} bytes`,
    ),
    externalId: requiredLine(200, 'Leave it out, or say which')
      .optional()
      .describe('Your own id for it: the same one is stored once'),
  })
  .superRefine(({ contactId, email }, ctx) => {
    if (contactId === undefined && !email) {
      ctx.addIssue({ code: 'custom', path: ['contactId'], message: 'Name the contact, by contactId or email' });
    }
    if (contactId !== undefined && email !== undefined) {
      ctx.addIssue({ code: 'custom', path: ['email'], message: 'Give contactId or email, not both' });
    }
  });

export const InteractionId = z.strictObject({ id: z.string().max(64) });

export const ListInteractions = z.strictObject({
  contactId: z.string().max(64).optional(),
  email: emailField.optional().describe('Of contacts with exactly this address'),
  channel: z.enum(interactionChannels).optional(),
  direction: z.enum(interactionDirections).optional(),
  from: instantField.optional().describe('At this moment or later'),
  to: instantField.optional().describe('Before this moment'),
  limit: pageLimit,
  cursor: cursorField.optional(),
});

/** An interaction as it is answered. */
export const Interaction = z.strictObject({
  id: z.string(),
  contactId: z.string(),
  contactName: z.string().nullable().describe('Null also for a caller who may not read contacts'),
  channel: z.enum(interactionChannels),
  direction: z.enum(interactionDirections),
  occurredAt: instant,
  subject: z.string().nullable(),
  body: z.string().nullable(),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  externalId: z.string().nullable(),
  createdAt: instant,
});

export const ReportedInteraction = Interaction.extend({
  duplicate: z.boolean().describe('Whether it was stored before, under the same externalId'),
});

export const InteractionPage = pageOf(Interaction);

export type InteractionReport = z.output<typeof CreateInteraction>;
export type InteractionAnswer = z.output<typeof Interaction>;
export type InteractionMetadata = InteractionAnswer['metadata'];
