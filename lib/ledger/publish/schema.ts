import { z } from 'zod';

export const checkpointMails = ['off', 'hourly', 'daily'] as const;

const mail = z.enum(checkpointMails).describe('How often the last checkpoint is mailed, if there is a new one');
const webhook = z.boolean().describe('Whether every checkpoint goes to the webhook of alerts');

/** Where the signed heads of the ledger go. */
export const LedgerPublication = z.strictObject({
  mail,
  webhook,
  mailedSize: z.number().int().describe('The size of the last checkpoint that was mailed'),
  mailedAt: z.string().nullable().describe('When one was last mailed, or looked for'),
  webhookSize: z.number().int().describe('The size of the last checkpoint that went to the webhook'),
  folder: z.boolean().describe('Whether this installation keeps every checkpoint in a folder apart from its data'),
});

export const UpdatePublication = z
  .strictObject({ mail: mail.optional(), webhook: webhook.optional() })
  .refine((given) => given.mail !== undefined || given.webhook !== undefined, 'Give at least one of mail and webhook.');

export const PublishLedger = z.strictObject({ id: z.string().min(1).max(64) });

export const Published = z.strictObject({ done: z.boolean() });
