import { z } from 'zod';
import { ExportLedger, LedgerKey, ReceiptSeq } from '../schema.ts';

/** Receipts that one link shows at most: each comes with its proof, and all of them in one page. */
export const sharedReceiptsMax = 500;
/** A link lives so many days if nothing is said, and never longer than a year. */
export const shareDaysDefault = 30;
export const shareDaysMax = 365;
export const shareUsesMax = 100_000;

/** Control characters and marks that turn the direction of what stands around them. */
const unwanted = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069\ufeff]/u;

/** How much of a receipt a link shows. */
export const reveals = ['redacted', 'ids'] as const;

const reveal = z.enum(reveals);

export const CreateShare = z
  .strictObject({
    label: z
      .string()
      .trim()
      .min(1, 'Say what the link is for.')
      .max(120, 'At most 120 characters')
      .refine((text) => !unwanted.test(text), 'Holds characters that cannot be shown')
      .describe('What the link is for; it is not shown to whoever opens it'),
    seq: ReceiptSeq.shape.seq.optional().describe('The one receipt to show; instead of a filter'),
    ...ExportLedger.shape,
    reveal: reveal
      .default('redacted')
      .describe('redacted: actors and subjects under pseudonyms; ids: the receipts whole, without their details'),
    expiresAt: z.iso
      .datetime({ offset: true, error: 'Give a date and time with its offset, as 2027-01-31T00:00:00Z.' })
      .optional()
      .describe(`When the link stops working; ${shareDaysDefault} days from now if absent, a year at most`),
    usesMax: z.coerce
      .number()
      .int()
      .min(1)
      .max(shareUsesMax)
      .optional()
      .describe('How often it can be opened; without it, any number of times'),
  })
  .refine(
    ({ seq, actor, action, subject, from, to }) =>
      seq === undefined || [actor, action, subject, from, to].every((value) => value === undefined),
    { path: ['seq'], message: 'Give one receipt or a filter, not both.' },
  );

export const ListShares = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).max(2_000).optional(),
});

export const ShareId = z.strictObject({ id: z.string().min(1).max(64).describe('The id of the link') });

/** Which receipts a link shows. */
export const ShareFilter = z.object({
  seq: z.number().int().optional(),
  actor: z.string().optional(),
  action: z.string().optional(),
  subject: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
});

/** A link as it is listed: without what opens it. */
export const Share = z.object({
  id: z.string(),
  label: z.string(),
  filter: ShareFilter,
  reveal,
  size: z.number().int().describe('It shows nothing of what was written after receipt no. …'),
  receipts: z.number().int().describe('How many receipts it shows'),
  digest: z.string().describe('SHA-256 of the file that it gives, hex; it stands in the receipt of the link'),
  state: z.enum(['active', 'expired', 'revoked', 'used_up']),
  createdBy: z.string().describe('Opaque id of who made it'),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  usesMax: z.number().int().nullable(),
  uses: z.number().int(),
  lastUsedAt: z.string().nullable(),
});

export const SharePage = z.object({ data: z.array(Share), nextCursor: z.string().nullable() });

/** The one answer that holds the link. */
export const CreatedShare = Share.extend({
  link: z.string().describe('What opens it, as an address; it is shown this once'),
});

export const ShareToken = z.strictObject({
  token: z.string().min(1).max(200).describe('What stands after /share/ in the link'),
});

/** A receipt as a link shows it: never its detail. */
export const SharedReceipt = z.object({
  seq: z.number().int(),
  at: z.string(),
  action: z.string(),
  actor: z.string().describe('A pseudonym, the same within this link; the opaque id where ids are revealed'),
  subject: z.string().describe('As the actor'),
  hash: z.string().describe('The hash of the whole receipt, which is its leaf hash'),
  inclusion: z.array(z.string()).describe('From the hash to the root of the checkpoint'),
  canonical: z
    .string()
    .nullable()
    .describe('Where ids are revealed, the receipt itself: what the hash covers after one zero byte'),
  opening: z
    .object({ salt: z.string(), detail: z.string() })
    .nullable()
    .describe('Of receipts that tell of a new key of the ledger alone'),
});

/** What a link shows. */
export const SharedReceipts = z.object({
  organization: z.string().describe('What the organisation calls itself'),
  reveal,
  expiresAt: z.string(),
  org: z.string(),
  origin: z.string().describe('The name of the ledger'),
  size: z.number().int().describe('The size of the checkpoint'),
  root: z.string(),
  at: z.string().describe('When the checkpoint was signed'),
  checkpoint: z.string().describe('The signed note'),
  keys: z.array(LedgerKey).describe('The keys that signed the ledger up to there'),
  filter: z
    .record(z.string(), z.string())
    .nullable()
    .describe('Where ids are revealed: what the receipts have in common'),
  receipts: z.array(SharedReceipt),
});

/** What may be known of a link before it is used. */
export const ShareOffer = z.object({
  organization: z.string(),
  receipts: z.number().int(),
  expiresAt: z.string(),
  usesLeft: z.number().int().nullable().describe('Null: it may be opened any number of times'),
});
