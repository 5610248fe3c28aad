import { z } from 'zod';
import { pathCharsMax } from '../redirect-path.ts';
import { EmailAddress, line, SecretToken } from '../schema.ts';

/** Safe in browsers. */

export const PasskeyName = line(60, 'Give the passkey a name.').describe('Tells one’s own passkeys apart');

/** What a browser handed over, as JSON: it is checked where it is verified. */
const PasskeyAnswer = z.string().min(2).max(40_000).describe('What the browser answered, as JSON');
const TypedCode = z.string().max(64).describe('The six digits of the authenticator app');
const TypedRecoveryCode = z.string().max(64).describe('A recovery code, used up by this');

/** One way to give a second factor. */
export const GiveFactor = z
  .strictObject({
    code: TypedCode.optional(),
    recoveryCode: TypedRecoveryCode.optional(),
    passkey: PasskeyAnswer.optional(),
  })
  .superRefine(({ code, recoveryCode, passkey }, ctx) => {
    const given = [code, recoveryCode, passkey].filter((answer) => answer !== undefined).length;
    if (given !== 1) ctx.addIssue({ code: 'custom', path: ['code'], message: 'Give a code, or use a passkey.' });
  });

export const SignInByPasskey = z.strictObject({
  passkey: PasskeyAnswer,
  redirectTo: z.string().max(pathCharsMax).optional().describe('A path of this site to go on to'),
});

/** Options for the browser, as JSON. */
export const PasskeyOptions = z.object({ options: z.string() });

export const FactorQuestion = z.object({
  state: z.enum(['ready', 'dead']).describe('`dead`: the first step has to be taken again'),
  passkeyOptions: z.string().nullable().describe('Options for the browser, as JSON; null without a passkey'),
  totp: z.boolean(),
  recoveryCodes: z.boolean(),
});

export const Factors = z.object({
  passkeysPossible: z.boolean().describe('Whether browsers let this installation have passkeys'),
  passkeys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      createdAt: z.string(),
      lastUsedAt: z.string().nullable(),
      backedUp: z.boolean().describe('Whether it may be on other devices of its person'),
    }),
  ),
  totpSince: z.string().nullable(),
  recoveryCodesLeft: z.number().int(),
  fresh: z.boolean().describe('Whether what asks for a second factor can be done now'),
  frozenUntil: z.string().nullable(),
  demands: z
    .array(z.object({ slug: z.string(), name: z.string(), dueAt: z.string().nullable(), overdue: z.boolean() }))
    .describe('The organisations that need the person to have one'),
});

export const AddPasskey = z.strictObject({ name: PasskeyName, passkey: PasskeyAnswer });
export const RenamePasskey = z.strictObject({ id: z.string().min(1).max(64), name: PasskeyName });
export const PasskeyId = z.strictObject({ id: z.string().min(1).max(64) });

export const FactorAdded = z.object({
  recoveryCodes: z.array(z.string()).nullable().describe('Shown this once; null when there were some already'),
});

export const TotpOffer = z.object({
  uri: z.string().describe('For authenticator apps'),
  text: z.string().describe('The secret as letters, to type'),
  qr: z.array(z.string()).describe('The QR code of the URI: a line for each row, `1` for dark'),
});

export const ConfirmTotp = z.strictObject({ code: TypedCode });
export const FactorRemoved = z.object({ status: z.literal('removed') });
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export const FactorConfirmed = z.object({ status: z.literal('confirmed') });

export const NoticeToken = z.strictObject({ token: SecretToken });
export const ChangeNotice = z.object({
  state: z.enum(['ready', 'dead']),
  text: z.string().nullable().describe('What changed'),
  at: z.string().nullable(),
});
export const ChangeReported = z.object({ status: z.literal('frozen'), until: z.string() });

export const FactorPolicy = z.object({
  requiredOf: z.enum(['administrators', 'everybody']).describe('`administrators`: owners and admins'),
  graceDays: z.number().int().describe('How long people have to add one'),
  members: z.number().int().describe('How many have to have one'),
  withFactor: z.number().int().describe('How many of those have one'),
});

export const UpdateFactorPolicy = z.strictObject({
  requiredOf: z.enum(['administrators', 'everybody']),
  graceDays: z.coerce.number().int().min(0).max(90),
});

export const AccountByEmail = z.strictObject({ email: EmailAddress });
export const FactorsReset = z.object({ status: z.literal('reset'), email: z.string() });
export const AccountUnfrozen = z.object({ status: z.literal('unfrozen'), email: z.string() });
