import { z } from 'zod';
import { EmailAddress, PersonName, RoleName } from '../schema.ts';

/** Safe in browsers. */

export const Account = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  createdAt: z.string(),
  providers: z
    .array(z.object({ id: z.string(), issuer: z.string(), createdAt: z.string() }))
    .describe('Outside sign-ins'),
  organizations: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      role: RoleName,
      since: z.string(),
      onlyOwner: z.boolean().describe('Nobody else owns it: the account cannot be erased before somebody does'),
    }),
  ),
  sessions: z.number().int().describe('Where the person is signed in now'),
});

export const RenameAccount = z.strictObject({ name: PersonName });

export const EraseAccount = z.strictObject({
  email: EmailAddress.describe('The address of the account, typed once more'),
});

export const AccountErased = z.object({
  status: z.literal('erased'),
  organizations: z.number().int().describe('How many organisations the person belonged to'),
});

export const LinkOffer = z.object({
  state: z.enum(['ready', 'dead']),
  email: z.string().nullable().describe('The address that the provider gave'),
  issuer: z.string().nullable(),
});
export const Linked = z.object({ status: z.literal('linked') });
export const UnlinkProvider = z.strictObject({ id: z.string().min(1).max(64) });
export const Unlinked = z.object({ status: z.literal('unlinked') });
