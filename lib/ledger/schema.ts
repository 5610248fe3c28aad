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

const filterFields = {
  actor: z.string().min(1).max(64).optional().describe('Opaque id of who did it'),
  action: z.string().min(1).max(64).optional().describe('What was done, for example contact.created'),
  subject: z.string().min(1).max(200).optional().describe('Opaque id of what it was done to'),
  from: instant.optional().describe('Receipts of this instant or later'),
  to: instant.optional().describe('Receipts of before this instant'),
};

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).max(2_000).optional(),
};

export const ListReceipts = z.strictObject({ ...filterFields, ...page });

export const ExportLedger = z.strictObject(filterFields);

export const ExportLedgerPart = ExportLedger.extend({
  after: z.number().int().min(0).default(0),
  size: z.number().int().min(0).optional(),
});

export const ExportedLedgerPart = z.object({
  text: z.string(),
  next: z.number().int().nullable(),
  size: z.number().int(),
});

const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const ReadCheckpoint = z.strictObject({
  size: size
    .optional()
    .describe('The size of one that was signed earlier; without it, a new one where there is something new'),
});

export const ListCheckpoints = z.strictObject(page);

/** A signed head of the ledger's tree. */
export const Checkpoint = z.object({
  size: z.number().int().describe('How many receipts it covers, from the first'),
  root: z.string().describe('Root of the Merkle tree over them, hex'),
  at: z.string(),
  keyVersion: z.number().int(),
  note: z.string().describe('The checkpoint itself: a C2SP tlog-checkpoint, signed with Ed25519'),
});

export const CheckpointPage = z.object({ data: z.array(Checkpoint), nextCursor: z.string().nullable() });

export const ProveInclusion = z.strictObject({
  seq: seq.describe('The sequence number of the receipt'),
  size: size.min(1).optional().describe('The size of the tree; that of the last checkpoint if not said'),
});

const proof = {
  proof: z.array(z.string()).describe('RFC 9162: hashes in hex, in the order of that document'),
  checkpoint: z.string().nullable().describe('The checkpoint that the proof leads to; null when none has that size'),
};

export const InclusionProof = z.object({
  seq: z.number().int(),
  size: z.number().int(),
  hash: z.string().describe('The hash of the receipt, which is its leaf hash'),
  root: z.string(),
  ...proof,
});

export const ProveConsistency = z.strictObject({
  from: size.describe('The size of the smaller tree'),
  to: size.optional().describe('The size of the larger tree; that of the last checkpoint if not said'),
});

export const ConsistencyProof = z.object({
  from: z.number().int(),
  to: z.number().int(),
  fromRoot: z.string(),
  toRoot: z.string(),
  ...proof,
});

/** Which key signs since which size. */
export const LedgerKey = z.object({
  version: z.number().int(),
  vkey: z.string().describe('The public key as people pin it: name+id+key, as in C2SP signed notes'),
  previous: z.string().nullable().describe('The key before'),
  since: z.number().int().describe('It signs checkpoints of this size and more'),
  signature: z.string().nullable().describe('By the key before, base64'),
});

export const LedgerKeys = z.object({
  origin: z.string().describe('The name of the ledger, which its checkpoints begin with'),
  data: z.array(LedgerKey),
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
  root: z.string().describe('Root of the tree over the receipts found in order, hex'),
  erasedDetails: z.number().int(),
  checkpoints: z.number().int().describe('Signed checkpoints that the receipts agree with'),
  checkpoint: z
    .object({ size: z.number().int(), root: z.string(), at: z.string().nullable(), keyId: z.string() })
    .nullable()
    .describe('The last of them'),
  firstProblem: z
    .object({ seq: z.number().int(), problem: z.enum(problemNames), message: z.string() })
    .nullable()
    .describe('Where the ledger first stops being what was written'),
});
