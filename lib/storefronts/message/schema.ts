import { z } from 'zod';
import {
  cursorField,
  emailField,
  instant,
  line,
  maybe,
  pageLimit,
  pageOf,
  paragraphs,
  requiredLine,
} from '../../platform/fields.ts';

/** Lengths of what visitors type, in characters. */
export const messageLengths = { name: 100, email: 254, phone: 50, company: 200, message: 5_000 } as const;

/** Why a message waits until somebody has looked at it. */
export const heldReasons = ['no_token', 'verifier', 'hurried', 'honeypot'] as const;

export type HeldReason = (typeof heldReasons)[number];

const slug = z.string().regex(/^[a-z0-9-]{1,64}$/, 'What stands in the address of the storefront');

const typed = {
  name: requiredLine(messageLengths.name, 'Say who you are'),
  email: emailField.refine((text) => text !== '', 'Give your e-mail address'),
  message: paragraphs(messageLengths.message).refine((text) => text !== '', 'Write a message'),
};

const phone = maybe(line(messageLengths.phone));
const company = maybe(line(messageLengths.company));

export const SendMessage = z.strictObject({
  slug,
  ...typed,
  phone: phone.optional().describe('Only where the form asks for it'),
  company: company.optional().describe('Only where the form asks for it'),
  consentId: z
    .string()
    .max(100)
    .optional()
    .describe('Links the visitor’s choices about cookies to this message; only where they said so'),
  website: z.string().max(2_000).optional().describe('People leave it empty: they do not see it'),
  form: z.string().max(200).optional().describe('The token of the form as it was shown'),
  turnstileToken: z.string().max(4_000).optional(),
});

export const MessageSent = z.strictObject({ status: z.literal('received') });

const tag = z.string().regex(/^[0-9a-f]{64}$/);

/** What moves from the public form into the organisation that it is of. Not for doors. */
export const TakeMessage = z.strictObject({
  storefrontId: z.string().max(64),
  ...typed,
  phone,
  company,
  consentTag: tag.nullable(),
  /** The same form with the same words is taken once. */
  once: tag,
  hold: z.enum(heldReasons).nullable(),
});

export const MessageTaken = z.strictObject({});

export const MessageId = z.strictObject({ id: z.string().max(64).describe('The id of the message') });

/** The job that tells the organisation of a storefront's messages. */
export const NotifyMessages = z.strictObject({ id: z.string().max(64) });
export const NotifyState = z.strictObject({ done: z.boolean(), delaySeconds: z.number().optional() });

export const ListMessages = z.strictObject({
  storefront: z.string().max(64).optional().describe('Of this storefront alone'),
  limit: pageLimit,
  cursor: cursorField.optional(),
});

/** A message that waits until somebody has looked at it. */
export const HeldMessage = z.strictObject({
  id: z.string(),
  storefrontId: z.string(),
  storefrontName: z.string().nullable().describe('Null once the storefront is gone'),
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  company: z.string().nullable(),
  message: z.string(),
  linksConsent: z.boolean().describe('Whether the visitor linked their choices about cookies'),
  reason: z
    .enum(heldReasons)
    .describe(
      'no_token: sent without the check that a person sends it; verifier: the check could not be asked; hurried: sent sooner than people type; honeypot: a field was filled in that people do not see',
    ),
  at: instant,
});

export const HeldMessagePage = pageOf(HeldMessage).extend({
  waiting: z.number().int().describe('How many wait in all, up to the most that are kept'),
});

export const MessageAccepted = z.strictObject({
  contactId: z.string(),
  interactionId: z.string(),
  contactAdded: z.boolean().describe('Whether nobody with this address was there before'),
});

export type TypedMessage = Omit<z.output<typeof TakeMessage>, 'storefrontId' | 'hold'>;
export type HeldMessageAnswer = z.output<typeof HeldMessage>;
