import { z } from 'zod';
import { hideKeys } from '../access/hide-keys.ts';
import { keyScopes, type Permission } from '../access/permissions.ts';
import { planNames } from '../access/plans.ts';

/** All scopes that a key can hold, now and in later versions. */
export const everyScope = '*';

const scopeName = z.enum(keyScopes as readonly [Permission, ...Permission[]]);

/** What a key may do: names of permissions, or `["*"]` for all that a key can hold. */
export const KeyScopes = z
  .array(z.union([z.literal(everyScope), scopeName]))
  .min(1, 'Choose at least one scope.')
  .max(keyScopes.length + 1)
  .transform((scopes) => (scopes.includes(everyScope) ? [everyScope] : [...new Set(scopes)].sort()))
  .describe('Permissions of the key, or ["*"] for all that a key can hold');

/** Control characters and marks that turn the direction of what stands around them. */
const unwanted = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069\ufeff]/u;

const KeyName = z
  .string()
  .trim()
  .min(1, 'Give the key a name.')
  .max(80, 'At most 80 characters')
  .refine((name) => !unwanted.test(name), 'Holds characters that cannot be shown')
  .describe('What the key is for');

const ExpiresAt = z.iso.datetime({
  offset: true,
  message: 'Give a date and time with its offset, as 2027-01-31T00:00:00Z.',
});

/** A list of addresses is looked through at each request: it stays short. */
export const allowedAddressesMax = 50;

const AllowedAddresses = z
  .array(z.string().min(1).max(60))
  .max(allowedAddressesMax, `At most ${allowedAddressesMax} addresses`)
  .describe('Where the key works from: IPv4 and IPv6 addresses and CIDR blocks; from anywhere, if empty');

export const CreateApiKey = z.strictObject({
  name: KeyName,
  mode: z.enum(['live', 'test']).default('live').describe('Marks the key: ck_live_… or ck_test_…'),
  scopes: KeyScopes,
  expiresAt: ExpiresAt.nullish().describe('When the key stops working; never, if absent'),
  allowedAddresses: AllowedAddresses.default([]),
});

/** What may change of a key. What it may do never does: make another key for that. */
export const UpdateApiKey = z
  .strictObject({
    id: z.string().min(1).max(64).describe('The id of the key'),
    name: KeyName.optional(),
    allowedAddresses: AllowedAddresses.optional(),
    expiresAt: ExpiresAt.optional().describe('An earlier end than now; to work for longer a key is rotated'),
  })
  .refine(
    ({ name, allowedAddresses, expiresAt }) =>
      name !== undefined || allowedAddresses !== undefined || expiresAt !== undefined,
    'Say what to change.',
  );

export const graceSecondsDefault = 86_400;
export const graceSecondsMax = 30 * 86_400;

export const RotateApiKey = z.strictObject({
  id: z.string().min(1).max(64).describe('The id of the key'),
  graceSeconds: z
    .int()
    .min(0)
    .max(graceSecondsMax, 'At most 30 days')
    .default(graceSecondsDefault)
    .describe('How long the old key works on, in seconds; never past its own expiry'),
  expiresAt: ExpiresAt.nullish().describe(
    'When the new key stops working; null for never. If absent, it is given as long as the old one was, or for ever',
  ),
});

export const ReportKeyLeak = z.strictObject({
  token: z.string().min(1).max(200).describe('The key as it was found'),
  source: z
    .string()
    .trim()
    .max(500, 'At most 500 characters')
    .refine((text) => !unwanted.test(text), 'Holds characters that cannot be shown')
    .overwrite(hideKeys)
    .optional()
    .describe('Where it was found, for example an address'),
});

/** The same whatever was reported. */
export const KeyLeakReported = z.object({ status: z.literal('received') });

export const ListApiKeys = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).max(2_000).optional(),
});

export const ApiKeyId = z.strictObject({ id: z.string().min(1).max(64).describe('The id of the key') });

/** A key as it is shown: never the secret. */
export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  mode: z.enum(['live', 'test']),
  prefix: z.string().describe('The first eight characters after ck_live_ or ck_test_; no secret'),
  scopes: z.array(z.string()),
  state: z.enum(['active', 'expired', 'revoked']),
  createdBy: z.string().describe('Opaque id of who made it'),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable().describe('Exact to a minute'),
  lastUsedAddress: z.string().nullable(),
  lastUsedRoute: z.string().nullable(),
  allowedAddresses: z.array(z.string()).describe('Where the key works from; from anywhere, if empty'),
  replacedById: z
    .string()
    .nullable()
    .describe('The key that a rotation put in its place; until expiresAt, brought forward to the grace, both work'),
  revokedFor: z.enum(['request', 'leak']).nullable(),
  exposedAt: z.string().nullable().describe('When it last stood in the address of a request'),
});

export const ApiKeyPage = z.object({ data: z.array(ApiKey), nextCursor: z.string().nullable() });

/** The one answer that holds the secret. */
export const CreatedApiKey = ApiKey.extend({ key: z.string().describe('The secret; it is shown this once') });

/** What rotation answers: the new key, and until when the old one works. */
export const RotatedApiKey = CreatedApiKey.extend({
  replaces: z.object({ id: z.string(), expiresAt: z.string().describe('Until then the old key works too') }),
});

/** What work in the background answers: there is no more of it. */
export const JobDone = z.object({ done: z.literal(true) });

export const ExposedKeys = z.strictObject({ tokens: z.array(z.string().max(64)).min(1).max(3) });

export const Caller = z.object({
  organization: z.object({ id: z.string(), slug: z.string(), name: z.string(), plan: z.enum(planNames) }),
  key: z
    .object({
      id: z.string(),
      name: z.string(),
      mode: z.enum(['live', 'test']),
      prefix: z.string(),
      expiresAt: z.string().nullable(),
    })
    .nullable()
    .describe('The API key that asks; null for a person'),
  client: z
    .object({ id: z.string(), name: z.string(), grantId: z.string() })
    .nullable()
    .describe('The program that asks for the person; null for one who asks themselves, and for a key'),
  user: z
    .object({ id: z.string(), email: z.string(), name: z.string().nullable(), role: z.string() })
    .nullable()
    .describe('The person who asks; null for a key'),
  scopes: z.array(z.string()).describe('What the caller may do'),
});
