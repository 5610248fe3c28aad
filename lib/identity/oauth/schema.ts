import { z } from 'zod';
import type { Permission } from '../../access/permissions.ts';
import { requiredLine } from '../../platform/fields.ts';
import { queryCharsMax } from './protocol.ts';
import { mayRegister } from './redirect-uri.ts';
import { clientScopes } from './scopes.ts';

/** Safe in browsers: forms and doors share these. */

const id = z.string().min(1).max(64);

const RedirectUri = z
  .string()
  .max(512)
  .refine(
    mayRegister,
    'Give http://127.0.0.1/path or http://[::1]/path, an https address, or a scheme of the program such as com.example.app:/path.',
  );

export const RegisterClient = z.strictObject({
  name: requiredLine(80, 'Give the program a name.')
    // People read it where they decide: it must not carry them anywhere.
    .refine((name) => !/:\/\/|\bwww\./i.test(name), 'A name holds no web address.')
    .describe('What people call the program'),
  redirectUris: z
    .array(RedirectUri)
    .max(10, 'At most 10 addresses')
    .transform((uris) => [...new Set(uris)])
    .describe('Where codes may be sent, exactly; on 127.0.0.1 and [::1] any port of it'),
  scopes: z
    .array(z.enum(clientScopes as readonly [Permission, ...Permission[]]))
    .min(1, 'Choose at least one scope.')
    .max(clientScopes.length)
    .transform((scopes) => [...new Set(scopes)].sort())
    .describe('What people may allow the program at most'),
  deviceFlow: z.boolean().default(false).describe('Whether it may sign in by a code that people type elsewhere'),
});

export const ClientId = z.strictObject({ id: id.describe('The id of the program') });

export const OAuthClient = z.object({
  id: z.string().describe('The client_id; no secret'),
  name: z.string(),
  redirectUris: z.array(z.string()),
  scopes: z.array(z.string()),
  deviceFlow: z.boolean(),
  createdBy: z.string().describe('Opaque id of who registered it'),
  createdAt: z.string(),
});

export const OAuthClientPage = z.object({ data: z.array(OAuthClient), nextCursor: z.string().nullable() });

export const GrantId = z.strictObject({ id: id.describe('The id of what was allowed') });

export const GrantClient = z.object({ id: z.string(), name: z.string() });

export const GrantPerson = z.object({ id: z.string(), email: z.string(), name: z.string().nullable() });

export const OAuthGrant = z.object({
  id: z.string(),
  client: GrantClient,
  user: GrantPerson,
  scopes: z.array(z.string()).describe('What the program may do, as far as the person may'),
  device: z.string().nullable().describe('What the program says of itself and where it runs'),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable().describe('Exact to a minute'),
  expiresAt: z.string(),
});

export const OAuthGrantPage = z.object({ data: z.array(OAuthGrant), nextCursor: z.string().nullable() });

/** What a person allowed, in whatever organisation. */
export const MyGrantList = z.object({
  data: z.array(OAuthGrant.extend({ organization: z.object({ id: z.string(), slug: z.string(), name: z.string() }) })),
});

/** A little more than is ever good, so that what is too long is refused in words. */
const query = z.string().max(2 * queryCharsMax);

export const ReadAuthorization = z.strictObject({ query });

export const Consent = z.object({
  kind: z.literal('consent'),
  client: z.object({ name: z.string(), builtIn: z.boolean() }),
  organization: z.object({ id: z.string(), name: z.string() }),
  destination: z.string(),
  endsAfterDays: z.number().int(),
  /** What the program will be able to do. */
  allowed: z.array(z.object({ scope: z.string(), title: z.string() })),
  /** What it asks for and the person's role does not hold. */
  withheld: z.array(z.object({ scope: z.string(), title: z.string() })),
});

export const AuthorizationPage = z.discriminatedUnion('kind', [
  Consent,
  z.object({ kind: z.literal('sign-in') }),
  z.object({ kind: z.literal('organization') }),
  z.object({ kind: z.literal('switch'), slug: z.string() }),
  z.object({ kind: z.literal('redirect'), to: z.string() }),
  z.object({ kind: z.literal('refused'), message: z.string() }),
]);

const shown = {
  organizationId: id.describe('The organisation that the page named'),
  scopes: z.string().max(2_000).describe('The scopes that the page named, with a space between: no other is allowed'),
};

export const DecideAuthorization = z.strictObject({
  query,
  ...shown,
  decision: z.enum(['allow', 'deny']),
});

export const AuthorizationDecided = z.object({ redirectTo: z.string(), destination: z.string() });

const userCode = z.string().max(64).describe('The eight letters that the device shows');

export const ReadDevice = z.strictObject({ userCode });

export const DeviceRequest = z.object({
  client: z.object({ name: z.string(), builtIn: z.boolean() }),
  organization: z.object({ id: z.string(), name: z.string() }),
  device: z.string().nullable(),
  askedAt: z.string(),
  endsAfterDays: z.number().int(),
  allowed: z.array(z.object({ scope: z.string(), title: z.string() })),
  withheld: z.array(z.object({ scope: z.string(), title: z.string() })),
});

export const DecideDevice = z.strictObject({
  userCode,
  ...shown,
  decision: z.enum(['allow', 'deny']),
});

export const DeviceDecided = z.object({ status: z.enum(['allowed', 'denied']) });

/** Beyond the longest of ours: refused before anything is looked up. */
const parameter = z.string().max(2_000).optional();

/** What the token endpoint reads; other parameters are ignored (RFC 6749, section 3.2). */
export const TokenRequest = z.strictObject({
  grant_type: parameter,
  client_id: parameter,
  code: parameter,
  redirect_uri: parameter,
  code_verifier: parameter,
  refresh_token: parameter,
  device_code: parameter,
  scope: parameter,
});

export const OAuthRefused = z.object({ kind: z.literal('refused'), error: z.string(), description: z.string() });

export const TokenAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('tokens'),
    accessToken: z.string(),
    expiresInSeconds: z.number().int(),
    refreshToken: z.string(),
    scope: z.string(),
  }),
  OAuthRefused,
]);

export const RevokeToken = z.strictObject({ token: parameter, client_id: parameter });

export const TokenRevoked = z.discriminatedUnion('kind', [z.object({ kind: z.literal('done') }), OAuthRefused]);

export const StartDevice = z.strictObject({ client_id: parameter, scope: parameter });

export const DeviceStarted = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('started'),
    deviceCode: z.string(),
    userCode: z.string(),
    verificationUri: z.string(),
    expiresInSeconds: z.number().int(),
    intervalSeconds: z.number().int(),
  }),
  OAuthRefused,
]);
