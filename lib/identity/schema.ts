import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { normalizeEmail } from '../platform/email-address.ts';
import { pageLimit } from '../platform/fields.ts';
import { pathCharsMax } from './redirect-path.ts';

/** Safe in browsers: forms and doors share these. Members that are not named are refused, not dropped. */

export const EmailAddress = z
  .string()
  .max(1_000)
  .transform((text, ctx) => {
    const email = normalizeEmail(text);
    if (email !== null) return email;
    ctx.addIssue({ code: 'custom', message: 'Give one e-mail address, such as name@example.com.' });
    return z.NEVER;
  })
  .describe('An e-mail address');

/** One line of text: no control characters, and none that turn the direction of what follows (Trojan source). */
export function line(charsMax: number, missing: string) {
  return z
    .string()
    .max(4 * charsMax)
    .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]*$/u, 'Remove the invisible characters.')
    .normalize('NFC')
    .trim()
    .min(1, missing)
    .max(charsMax);
}

export const PersonName = line(120, 'Give your name.').describe('How others see you');
export const OrganizationName = line(80, 'Give the organisation a name.')
  // The name stands in mail that we send to strangers: it must not carry them anywhere.
  .refine((name) => !/:\/\/|\bwww\./i.test(name), 'A name holds no web address.')
  .describe('The name of the organisation');
export const RoleName = z.enum(roles);

/** A token of ours: 256 bits as base64url. Longer than that is let in and then not found, so that all misses are alike. */
export const SecretToken = z.string().min(1).max(256);

export const SignInCode = z
  .string()
  .max(32)
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Give the six digits from the mail.'))
  .describe('The six digits of the mail');

const turnstileToken = z.string().max(2_048).optional().describe('What the bot check handed the form');
const redirectTo = z.string().max(pathCharsMax).optional().describe('A path of this site to go on to');

export const RequestSignIn = z.strictObject({
  email: EmailAddress,
  form: z.enum(['login', 'register']).default('login').describe('The form that asks; its bot check action'),
  redirectTo,
  turnstileToken,
});

export const SignInRequested = z.object({
  status: z.literal('sent'),
  expiresInSeconds: z.number().int(),
});

export const ReadSignInLink = z.strictObject({ token: SecretToken });

export const SignInLink = z.object({
  state: z
    .enum(['ready', 'other-browser', 'owner-setup', 'dead'])
    .describe('What a press of the button would do; reading changes nothing'),
  email: z.string().nullable().describe('Whom the link signs in; null for owner-setup and dead links'),
  newcomer: z.boolean().describe('Whether the address has no account yet'),
});

/** The token of the link, or else the address and the code. */
export const VerifySignIn = z
  .strictObject({
    token: SecretToken.optional(),
    email: EmailAddress.optional(),
    code: SignInCode.optional(),
    name: PersonName.optional(),
  })
  .superRefine(({ token, email, code }, ctx) => {
    if (token !== undefined) {
      if (email !== undefined || code !== undefined) {
        ctx.addIssue({ code: 'custom', path: ['token'], message: 'Give the token alone, or an address and a code.' });
      }
      return;
    }
    if (email === undefined) ctx.addIssue({ code: 'custom', path: ['email'], message: 'Give your e-mail address.' });
    if (code === undefined) {
      ctx.addIssue({ code: 'custom', path: ['code'], message: 'Give the six digits from the mail.' });
    }
  });

export const SetUpOwner = z.strictObject({ token: SecretToken, email: EmailAddress, name: PersonName });

export const OrganizationSummary = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  plan: z.string(),
});

export const SignedIn = z.object({
  redirectTo: z.string().describe('Where to go now: a path of this site'),
  user: z.object({ id: z.string(), email: z.string(), name: z.string().nullable() }),
  organization: OrganizationSummary.nullable().describe('The organisation the session is in'),
});

/** After the first step: signed in, or a second one is still to be given. */
export const FirstStepDone = SignedIn.extend({
  user: SignedIn.shape.user
    .nullable()
    .describe('Null while a second factor is still to be given: then nobody is signed in yet'),
});

export const SignInOptions = z.object({
  google: z.boolean().describe('Whether Google sign-in is configured'),
  passkeys: z.boolean().describe('Whether browsers let this installation have passkeys'),
  botCheckSiteKey: z.string().nullable().describe('For the bot check of the forms; null when it is off'),
  mailbox: z.boolean().describe('Whether mail stays in the local mailbox'),
  askedEmail: z.string().nullable().describe('The address that this browser last asked a link for, while it works'),
});

export const SignedOut = z.object({ status: z.literal('signed-out') });

export const SessionSummary = z.object({
  id: z.string(),
  current: z.boolean(),
  method: z.string().describe('How the person signed in; `program` for one that they let act for them'),
  program: z.string().nullable().describe('The name of that program; null for a browser'),
  factor: z.enum(['passkey', 'totp', 'recovery']).nullable().describe('The second factor last given in it'),
  organizationName: z.string().nullable(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  userAgent: z.string().nullable().describe('What browser or program said of itself'),
  network: z.string().nullable().describe('The network it was opened from, not the exact address'),
});

export const SessionsEnded = z.object({ ended: z.number().int() });
export const SessionList = z.object({ data: z.array(SessionSummary) });
export const SessionId = z.strictObject({ id: z.string().min(1).max(64) });
export const SessionOfMember = z.strictObject({
  id: z.string().min(1).max(64).describe('The membership'),
  sessionId: z.string().min(1).max(64),
});
export const SessionKeyRotated = z.object({
  version: z.number().int().describe('The number of the new key'),
  ended: z.number().int().describe('How many sessions ended; programs that acted for members are among them'),
});
export const NoInput = z.strictObject({});

export const CreateOrganization = z.strictObject({ name: OrganizationName });
export const RenameOrganization = z.strictObject({ name: OrganizationName });
export const MyOrganizations = z.object({
  data: z.array(OrganizationSummary.extend({ role: RoleName, current: z.boolean() })),
});
export const SwitchOrganization = z.strictObject({ slug: z.string().min(1).max(64), redirectTo });
export const OrganizationEntered = z.object({ organization: OrganizationSummary, redirectTo: z.string() });
export const OrganizationDetail = OrganizationSummary.extend({ createdAt: z.string(), updatedAt: z.string() });
export const ProvisionOrganization = z.strictObject({
  name: OrganizationName,
  owner: EmailAddress.describe('E-mail address of the first owner'),
  plan: z.enum(['free', 'pro', 'enterprise']).optional(),
});
export const OrganizationProvisioned = z.object({ org: OrganizationSummary, signInUrl: z.string() });
export const OrganizationList = z.object({
  data: z.array(OrganizationDetail.extend({ status: z.string(), members: z.number().int() })),
});

export const Member = z.object({
  id: z.string(),
  userId: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  role: RoleName,
  createdAt: z.string(),
  you: z.boolean(),
});
export const MemberSessions = SessionList.extend({ member: Member });
export const MemberList = z.object({ data: z.array(Member), nextCursor: z.string().nullable() });
export const ChangeRole = z.strictObject({ id: z.string().min(1).max(64), role: RoleName });
export const MemberId = z.strictObject({ id: z.string().min(1).max(64) });

export const CreateInvite = z.strictObject({ email: EmailAddress, role: RoleName });
export const Invite = z.object({
  id: z.string(),
  email: z.string(),
  role: RoleName,
  invitedBy: z.string().describe('Opaque id of who invited'),
  createdAt: z.string(),
  expiresAt: z.string(),
  state: z.enum(['pending', 'expired']),
});
export const InviteList = z.object({ data: z.array(Invite), nextCursor: z.string().nullable() });
export const ListPage = z.strictObject({
  limit: pageLimit,
  cursor: z.string().max(1_024).optional().describe('`nextCursor` of the page before'),
});
export const InviteId = z.strictObject({ id: z.string().min(1).max(64) });

export const ReadInvite = z.strictObject({ token: SecretToken });
export const InviteOffer = z.object({
  state: z
    .enum(['ready', 'sign-in', 'other-account', 'dead'])
    .describe(
      'Whether it can be accepted from here: `sign-in` when the address has an account and nobody is signed in',
    ),
  organizationName: z.string().nullable(),
  email: z.string().nullable(),
  role: RoleName.nullable(),
  newcomer: z.boolean(),
});
export const AcceptInvite = z.strictObject({ token: SecretToken, name: PersonName.optional() });
