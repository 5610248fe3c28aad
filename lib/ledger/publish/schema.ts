import { z } from 'zod';

export const checkpointMails = ['off', 'hourly', 'daily'] as const;

const mail = z.enum(checkpointMails).describe('How often the last checkpoint is mailed, if there is a new one');
const webhook = z.boolean().describe('Whether every checkpoint goes to the webhook of alerts');

const witness = z.strictObject({
  vkey: z.string().min(1).max(500).describe('The public key of the witness, as it names itself: name+id+key'),
  url: z.string().trim().min(1).max(2_000).describe('Where it is asked; /add-checkpoint comes behind it'),
});

/** Witnesses that one ledger may have. */
const witnessesMax = 5;

/** Where the signed heads of the ledger go. */
export const LedgerPublication = z.strictObject({
  mail,
  webhook,
  mailedSize: z.number().int().describe('The size of the last checkpoint that was mailed'),
  mailedAt: z.string().nullable().describe('When one was last mailed, or looked for'),
  webhookSize: z.number().int().describe('The size of the last checkpoint that went to the webhook'),
  witnesses: z
    .array(
      witness.extend({
        size: z.number().int().describe('The size of the last checkpoint that it cosigned'),
        failingSince: z.string().nullable().describe('Since when it has not cosigned what it was asked to'),
      }),
    )
    .describe('Who is asked to cosign each checkpoint: C2SP tlog-witness'),
  folder: z.boolean().describe('Whether this installation keeps every checkpoint in a folder apart from its data'),
});

export const UpdatePublication = z
  .strictObject({
    mail: mail.optional(),
    webhook: webhook.optional(),
    witnesses: z
      .array(witness)
      .max(witnessesMax)
      .optional()
      .describe('All of them: those that are not named are asked no more'),
  })
  .refine(
    (given) => Object.values(given).some((value) => value !== undefined),
    'Give at least one of mail, webhook and witnesses.',
  );

/** How this installation cosigns for others. */
export const WitnessFacts = z.strictObject({
  vkey: z.string().describe('By which its cosignatures are checked'),
  url: z.string().describe('Where it is asked; /add-checkpoint comes behind it'),
  logs: z.array(z.string()).describe('The logs that it cosigns for'),
});

export const PublishLedger = z.strictObject({ id: z.string().min(1).max(64) });

export const Published = z.strictObject({ done: z.boolean() });
