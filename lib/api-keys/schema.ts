import { z } from 'zod';
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

export const CreateApiKey = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'Give the key a name.')
    .max(80, 'At most 80 characters')
    .refine((name) => !unwanted.test(name), 'Holds characters that cannot be shown')
    .describe('What the key is for'),
  mode: z.enum(['live', 'test']).default('live').describe('Marks the key: ck_live_… or ck_test_…'),
  scopes: KeyScopes,
  expiresAt: z.iso
    .datetime({ offset: true, message: 'Give a date and time with its offset, as 2027-01-31T00:00:00Z.' })
    .nullish()
    .describe('When the key stops working; never, if absent'),
});

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
});

export const ApiKeyPage = z.object({ data: z.array(ApiKey), nextCursor: z.string().nullable() });

/** The one answer that holds the secret. */
export const CreatedApiKey = ApiKey.extend({ key: z.string().describe('The secret; it is shown this once') });

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
  user: z
    .object({ id: z.string(), email: z.string(), name: z.string().nullable(), role: z.string() })
    .nullable()
    .describe('The person who asks; null for a key'),
  scopes: z.array(z.string()).describe('What the caller may do'),
});
