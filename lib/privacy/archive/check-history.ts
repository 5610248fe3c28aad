import { z } from 'zod';
import { canonicalJson, type Json } from '../../ledger/canonical.ts';
import { ledgerProblems } from '../../ledger/problems.ts';
import { type KnownTree, type LedgerEntry, verifyLedger } from '../../ledger/verify.ts';
import { type KeptCheckpoint, openCheckpoints } from '../../ledger/verify-keys.ts';
import { linesOf, valueOfLine } from './entry-lines.ts';
import { refused } from './zip/archive-problem.ts';

/* A ledger as a file (docs/ledger-format.md, section 5), checked by the verifier before it is kept as history. */

/** What a ledger that verified was. Hashes are lower-case hex. */
export interface VerifiedHistory {
  readonly orgId: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly note: string;
  /** The key in force. */
  readonly vkey: string;
  readonly erasedDetails: number;
}

const hashText = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

const Header = z.strictObject({
  format: z.literal('holdfast-ledger-export/1'),
  org: z.string().max(100),
  origin: z.string().max(300),
  size: count,
  keys: z
    .array(
      z.strictObject({
        version: count,
        vkey: z.string().max(500),
        previous: z.string().max(500).nullable(),
        since: count,
        signature: z.string().max(200).nullable(),
      }),
    )
    .max(10_000),
  filter: z.null(),
});

const Line = z.strictObject({
  receipt: z.strictObject({
    v: z.literal(1),
    seq: count,
    id: z.string(),
    at: z.string(),
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    commitment: hashText,
    prev: hashText,
  }),
  hash: hashText,
  opening: z.strictObject({ detail: z.string(), salt: hashText }).optional(),
  erased: z.string().optional(),
  missing: z.literal(true).optional(),
});

const LastLine = z.strictObject({ checkpoint: z.string() });

const lineBytesMax = 32 * 1_024 * 1_024;

/**
 * Re-derives a ledger from its file. Afterwards receipts, openings, keys and signed head agree with each other and with the
 * earlier heads that are given; that somebody's key signed them is all that a file can show.
 * @throws `archive_refused` naming the file and the place.
 */
export async function checkHistory(
  name: string,
  content: AsyncIterable<Uint8Array>,
  kept: readonly KeptCheckpoint[] = [],
): Promise<VerifiedHistory> {
  const batches = linesOf(name, content, lineBytesMax);
  const first = (await batches.next()).value ?? [];
  const header = parsedAs(Header, first[0]);
  if (header === null) throw refused(name, 'Its first line is no header of a full export of a ledger.');
  const { org, origin, size, keys } = header;
  const trees = treesOf(name, org, keys, kept);
  let note: string | null = null;

  async function* entries(): AsyncGenerator<readonly LedgerEntry[]> {
    let n = 1;
    for (let lines = first.slice(1); ; ) {
      const page: LedgerEntry[] = [];
      for (const line of lines) {
        n += 1;
        if (note !== null) throw refused(name, `Line ${n}: something stands after the checkpoint.`);
        const last = line.startsWith('{"checkpoint":') ? parsedAs(LastLine, line) : null;
        if (last !== null) {
          note = last.checkpoint;
          continue;
        }
        const parsed = parsedAs(Line, line);
        if (parsed === null) throw refused(name, `Line ${n}: it is no line of a ledger.`);
        page.push(entryOf(parsed));
      }
      yield page;
      const next = await batches.next();
      if (next.done === true) return;
      lines = [...next.value];
    }
  }

  const report = await verifyLedger(org, entries(), { statements: keys, trees });
  if (report.firstProblem !== null) {
    const { seq, problem } = report.firstProblem;
    throw refused(name, `Receipt ${seq}: ${ledgerProblems[problem]}`);
  }
  const vkey = keys.at(-1)?.vkey;
  if (note === null || vkey === undefined) throw refused(name, ledgerProblems.checkpoint_missing);
  const { checkpoints, problem } = openCheckpoints(org, keys, [{ size, note }]);
  const [head] = checkpoints;
  if (problem !== null || head === undefined) {
    throw refused(name, `Checkpoint: ${ledgerProblems[problem?.problem ?? 'checkpoint_malformed']}`);
  }
  if (!vkey.startsWith(`${origin}+`)) throw refused(name, ledgerProblems.wrong_origin);
  if (report.count !== size) throw refused(name, ledgerProblems.wrong_size);
  if (report.root !== head.root) throw refused(name, ledgerProblems.root_altered);
  return { orgId: org, origin, size, root: head.root, note, vkey, erasedDetails: report.erasedDetails };
}

function treesOf(
  name: string,
  org: string,
  keys: z.output<typeof Header>['keys'],
  kept: readonly KeptCheckpoint[],
): readonly KnownTree[] {
  const { checkpoints, problem } = openCheckpoints(org, keys, kept);
  if (problem !== null) {
    throw refused(name, `Checkpoint of size ${problem.seq}: ${ledgerProblems[problem.problem]}`);
  }
  return checkpoints;
}

/** The line as what it should be, if it is that, and in the one form that such a line has. */
function parsedAs<Schema extends z.ZodType>(schema: Schema, line: string | undefined): z.output<Schema> | null {
  const parsed = line === undefined ? null : valueOfLine(line);
  if (parsed === null || line === undefined || !line.isWellFormed()) return null;
  const checked = schema.safeParse(parsed.value);
  if (!checked.success || !isCanonical(parsed.value as Json, line)) return null;
  return checked.data;
}

function isCanonical(value: Json, line: string): boolean {
  try {
    return canonicalJson(value) === line;
  } catch {
    // Half of a character, written as an escape: no canonical JSON says that.
    return false;
  }
}

function entryOf({ receipt, hash, opening, erased, missing }: z.output<typeof Line>): LedgerEntry {
  const { seq, id, at, actor, action, subject } = receipt;
  const bytes = (hex: string) => Buffer.from(hex, 'hex');
  const entry = {
    ...{ seq, id, at, actor, action, subject },
    commitment: bytes(receipt.commitment),
    prev: bytes(receipt.prev),
    hash: bytes(hash),
  };
  if (missing === true) return { ...entry, kept: null };
  if (erased !== undefined) return { ...entry, kept: { salt: null, detail: null, erasedAt: erased } };
  if (opening === undefined) return entry;
  return { ...entry, kept: { salt: bytes(opening.salt), detail: opening.detail, erasedAt: null } };
}
