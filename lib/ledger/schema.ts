import { z } from 'zod';
import { type LedgerProblem, ledgerProblems } from './problems.ts';

const hexHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, 'Give 64 hex digits.')
  .transform((text) => text.toLowerCase());

const instant = z.iso
  .datetime({ offset: true, error: 'Give a date and time with its offset, as 2027-01-31T00:00:00Z.' })
  .transform((text) => new Date(text).toISOString());

const seq = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

export const ListReceipts = z.strictObject({
  actor: z.string().min(1).max(64).optional().describe('Opaque id of who did it'),
  action: z.string().min(1).max(64).optional().describe('What was done, for example contact.created'),
  subject: z.string().min(1).max(64).optional().describe('Opaque id of what it was done to'),
  from: instant.optional().describe('Receipts of this instant or later'),
  to: instant.optional().describe('Receipts of before this instant'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).max(2_000).optional(),
});

export const ReceiptSeq = z.strictObject({ seq: seq.describe('The sequence number of the receipt') });

/** A receipt without its detail: nothing in it is personal. Byte strings are lower-case hex. */
export const Receipt = z.object({
  seq: z.number().int(),
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  commitment: z.string(),
  prev: z.string(),
  hash: z.string(),
});

export const ReceiptPage = z.object({ data: z.array(Receipt), nextCursor: z.string().nullable() });

export const OpenReceipt = Receipt.extend({
  canonical: z.string().describe('What the hash covers after one zero byte: RFC 8785 JSON of all fields but the hash'),
  detailState: z
    .enum(['shown', 'hidden', 'erased', 'missing'])
    .describe(
      'hidden: the caller may not read such records; erased: removed for good; missing: removed by nobody we know',
    ),
  opening: z
    .object({
      salt: z.string().describe('Hex; commitment = SHA-256(salt || detail)'),
      detail: z.string().describe('RFC 8785 JSON'),
    })
    .nullable(),
});

export const VerifyLedger = z
  .strictObject({
    expectedSeq: seq.optional().describe('A place in the ledger that you noted earlier'),
    expectedHash: hexHash.optional().describe('The hash of the receipt that stood there'),
  })
  .refine(({ expectedSeq, expectedHash }) => (expectedSeq === undefined) === (expectedHash === undefined), {
    path: ['expectedHash'],
    message: 'Give expectedSeq and expectedHash together, or neither.',
  });

const problemNames = Object.keys(ledgerProblems) as [LedgerProblem, ...LedgerProblem[]];

export const LedgerVerdict = z.object({
  ok: z.boolean(),
  count: z.number().int().describe('Receipts found in order'),
  head: z.object({ seq: z.number().int(), hash: z.string() }).nullable().describe('Note it: it proves later cuts'),
  erasedDetails: z.number().int(),
  firstProblem: z
    .object({ seq: z.number().int(), problem: z.enum(problemNames), message: z.string() })
    .nullable()
    .describe('Where the ledger first stops being what was written'),
});
