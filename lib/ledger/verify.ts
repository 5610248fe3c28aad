import { hash } from 'node:crypto';
import type { LedgerProblem } from './problems.ts';
import { canonicalStatement, type KeyStatement } from './verify-keys.ts';
import { VerifierTree } from './verify-tree.ts';

/*
 * The verifier. It shares no code with the writer: every rule of the ledger is stated here a second time, so that one
 * mistake cannot hide itself. A guard test holds it to that.
 */

/** One receipt as it is stored or was exported. */
export interface LedgerEntry {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly commitment: Uint8Array;
  readonly prev: Uint8Array;
  readonly hash: Uint8Array;
  /** What is kept apart. Null: the row is gone. Absent: not at hand (a public export), so not checked. */
  readonly kept?: {
    readonly salt: Uint8Array | null;
    readonly detail: string | null;
    readonly erasedAt: string | null;
  } | null;
}

/** A place in the ledger that somebody has seen before and trusts. `hash` is lower-case hex. */
export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
}

/** The tree of a size, as somebody knows it: from a signed checkpoint, for example. `root` is lower-case hex. */
export interface KnownTree {
  readonly size: number;
  readonly root: string;
}

/** Where a verification ended, so that another one goes on from there. Hashes are lower-case hex. */
export interface LedgerPosition {
  readonly seq: number;
  readonly hash: string;
  /** Roots of the complete subtrees over the receipts up to here, largest first. */
  readonly frontier: readonly string[];
}

/** What is known from elsewhere. */
export interface KnownLedger {
  readonly expected?: LedgerHead | undefined;
  /** Trees of signed checkpoints, smallest first: see `openCheckpoints`. Those before `from` are passed over. */
  readonly trees?: Iterable<KnownTree> | undefined;
  /** The ledger's key statements: receipts must tell the same rotations as they do. */
  readonly statements?: readonly KeyStatement[] | undefined;
  /** The end of an earlier verification: the entries begin behind it. Trusted as it stands. */
  readonly from?: LedgerPosition | undefined;
}

export interface LedgerReport {
  readonly ok: boolean;
  /** Receipts found in order before the first problem, or in all, those before `from` among them. */
  readonly count: number;
  /** The last receipt that was in order. */
  readonly head: LedgerHead | null;
  /** Root of the tree over those that were in order. */
  readonly root: string;
  /** Where to go on the next time. */
  readonly position: LedgerPosition | null;
  /** How many of the known trees were compared and found to be those of the receipts. */
  readonly treesMatched: number;
  /** Details that were erased, with their salt: the ledger holds, what they said is gone. No problem. */
  readonly erasedDetails: number;
  /** Where the ledger first stops being what was written. What follows it has not been judged. */
  readonly firstProblem: LedgerPlace | null;
}

export interface LedgerPlace {
  readonly seq: number;
  readonly problem: LedgerProblem;
}

/** Of two places the earlier one; of two findings at one place the first. */
export function earlierPlace(a: LedgerPlace | null, b: LedgerPlace | null): LedgerPlace | null {
  if (a === null || b === null) return a ?? b;
  return b.seq < a.seq ? b : a;
}

/** The action of the receipts that tell of a new key. */
const rotation = 'ledger.keyRotated';

/**
 * Re-derives a ledger: order, hashes, links, the commitments whose details are kept, and its tree. Stops at the first
 * problem and names its place.
 *
 * Afterwards (`ok`) the entries are exactly those that were appended, in order, if at least one later place is known
 * from elsewhere: somebody who can rewrite every row can write another ledger, or cut this one. Give a head or trees of
 * signed checkpoints to find that as well. With `from`, that holds for the entries behind it, and for those before it as
 * far as the earlier verification proved it.
 *
 * @param pages entries in ascending order, in portions of any size.
 * @throws RangeError when `from` is no position that a report gave.
 */
export async function verifyLedger(
  orgId: string,
  pages: AsyncIterable<readonly LedgerEntry[]> | Iterable<readonly LedgerEntry[]>,
  known: KnownLedger = {},
): Promise<LedgerReport> {
  const { expected, from } = known;
  const trees = pending(known.trees ?? [], (tree) => tree.size >= (from?.seq ?? 0));
  const rotations = pending(known.statements ?? [], (key) => key.since > (from?.seq ?? 0));
  const tree = new VerifierTree(from?.seq, from?.frontier);
  let erasedDetails = 0;
  let treesMatched = 0;
  let last = from?.hash ?? hash('sha256', `holdfast/ledger/v1\n${orgId}\n`, 'hex');
  const report = (firstProblem: LedgerPlace | null): LedgerReport => ({
    ok: firstProblem === null,
    count: tree.size,
    head: tree.size === 0 ? null : { seq: tree.size, hash: last },
    root: tree.root(),
    position: tree.size === 0 ? null : { seq: tree.size, hash: last, frontier: tree.frontier },
    treesMatched,
    erasedDetails,
    firstProblem,
  });
  const treesHold = (): boolean => {
    for (; trees.next?.size === tree.size; trees.take()) {
      if (trees.next.root !== tree.root()) return false;
      treesMatched += 1;
    }
    return true;
  };

  if (!treesHold()) return report({ seq: tree.size, problem: 'rewritten' });
  for await (const page of pages) {
    for (const entry of page) {
      const problem = problemOf(entry, tree.size + 1, last);
      if (problem !== null) return report(problem);
      if (expected?.seq === entry.seq && expected.hash.toLowerCase() !== hex(entry.hash)) {
        return report({ seq: entry.seq, problem: 'rewritten' });
      }
      if (known.statements !== undefined && !rotationHolds(entry, rotations)) {
        return report({ seq: entry.seq, problem: 'bad_rotation' });
      }
      if (entry.kept?.salt === null) erasedDetails += 1;
      last = hex(entry.hash);
      tree.append(last);
      if (!treesHold()) return report({ seq: entry.seq, problem: 'rewritten' });
    }
  }
  const furthest = Math.max(expected?.seq ?? 0, trees.next?.size ?? 0, rotations.next?.since ?? 0);
  return report(furthest > tree.size ? { seq: tree.size + 1, problem: 'truncated' } : null);
}

/** The items one after the other, the next one in sight; those that do not count are passed over. */
function pending<T>(items: Iterable<T>, counts: (item: T) => boolean): { next: T | undefined; take(): void } {
  const iterator = items[Symbol.iterator]();
  const queue = {
    next: undefined as T | undefined,
    take: () => {
      do queue.next = iterator.next().value as T | undefined;
      while (queue.next !== undefined && !counts(queue.next));
    },
  };
  queue.take();
  return queue;
}

/** Whether the receipt tells of a new key exactly where the statements do, and of the same one. */
function rotationHolds(entry: LedgerEntry, rotations: { next: KeyStatement | undefined; take(): void }): boolean {
  const due = rotations.next?.since === entry.seq ? rotations.next : undefined;
  if (entry.action !== rotation) return due === undefined;
  if (due === undefined || typeof entry.kept?.detail !== 'string') return false;
  rotations.take();
  return entry.kept.detail === canonicalStatement(due) && due.vkey.startsWith(`${entry.subject}+`);
}

function problemOf(entry: LedgerEntry, seq: number, last: string): LedgerPlace | null {
  if (!Number.isSafeInteger(entry.seq)) return { seq, problem: 'malformed' };
  if (entry.seq > seq) return { seq, problem: 'missing' };
  if (entry.seq < seq) return { seq: entry.seq, problem: 'out_of_order' };
  if (!wellFormed(entry)) return { seq, problem: 'malformed' };
  if (receiptHash(entry) !== hex(entry.hash)) return { seq, problem: 'altered' };
  if (hex(entry.prev) !== last) return { seq, problem: seq === 1 ? 'foreign' : 'unlinked' };
  const kept = keptProblem(entry);
  return kept === null ? null : { seq, problem: kept };
}

function wellFormed(entry: LedgerEntry): boolean {
  return (
    [entry.id, entry.at, entry.actor, entry.action, entry.subject].every(
      (text: unknown) => typeof text === 'string' && text.isWellFormed(),
    ) &&
    [entry.commitment, entry.prev, entry.hash].every(
      (bytes: unknown) => bytes instanceof Uint8Array && bytes.byteLength === 32,
    )
  );
}

/**
 * SHA-256(0x00 || receipt), the leaf hash of RFC 6962. The receipt is canonical JSON (RFC 8785): its members are a fixed
 * set, so their order is written down here instead of sorted.
 */
function receiptHash(entry: LedgerEntry): string {
  return hash('sha256', `\u0000${canonicalReceipt(entry)}`, 'hex');
}

/** The bytes, as text, that a receipt's hash covers after the leading zero byte. */
export function canonicalReceipt(entry: LedgerEntry): string {
  return (
    `{"action":${quoted(entry.action)},"actor":${quoted(entry.actor)},"at":${quoted(entry.at)}` +
    `,"commitment":"${hex(entry.commitment)}","id":${quoted(entry.id)},"prev":"${hex(entry.prev)}"` +
    `,"seq":${entry.seq},"subject":${quoted(entry.subject)},"v":1}`
  );
}

function keptProblem({ kept, commitment }: LedgerEntry): LedgerProblem | null {
  if (kept === undefined) return null;
  if (kept === null) return 'detail_missing';
  const { salt, detail, erasedAt } = kept;
  if (salt === null && detail === null) return erasedAt === null ? 'detail_missing' : null;
  if (!(salt instanceof Uint8Array) || salt.byteLength !== 32 || typeof detail !== 'string') return 'detail_altered';
  const opened = hash('sha256', Buffer.concat([salt, Buffer.from(detail, 'utf8')]), 'hex');
  return opened === hex(commitment) ? null : 'detail_altered';
}

/** A JSON string as RFC 8785 writes it, which is how ECMAScript does (section 3.2.2.2). */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
