import { hash, timingSafeEqual } from 'node:crypto';
import type { LedgerProblem } from './problems.ts';

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

export interface LedgerReport {
  readonly ok: boolean;
  /** Receipts found in order before the first problem, or in all. */
  readonly count: number;
  /** The last receipt that was in order. */
  readonly head: LedgerHead | null;
  /** Details that were erased, with their salt: the ledger holds, what they said is gone. No problem. */
  readonly erasedDetails: number;
  /** Where the ledger first stops being what was written. What follows it has not been judged. */
  readonly firstProblem: { readonly seq: number; readonly problem: LedgerProblem } | null;
}

/**
 * Re-derives a whole ledger: order, hashes, links, and the commitments whose details are kept. Stops at the first
 * problem and names its place.
 *
 * Afterwards (`ok`) the entries are exactly those that were appended, in order, if at least one later place is known
 * from elsewhere: somebody who can rewrite every row can write another ledger, or cut this one. Give `expected` to find
 * that as well.
 *
 * @param pages entries in ascending order, in portions of any size.
 */
export async function verifyLedger(
  orgId: string,
  pages: AsyncIterable<readonly LedgerEntry[]> | Iterable<readonly LedgerEntry[]>,
  expected?: LedgerHead,
): Promise<LedgerReport> {
  let count = 0;
  let erasedDetails = 0;
  let last: Uint8Array = sha256(`holdfast/ledger/v1\n${orgId}\n`);
  const report = (firstProblem: LedgerReport['firstProblem']): LedgerReport => ({
    ok: firstProblem === null,
    count,
    head: count === 0 ? null : { seq: count, hash: hex(last) },
    erasedDetails,
    firstProblem,
  });

  for await (const page of pages) {
    for (const entry of page) {
      const problem = problemOf(entry, count + 1, last);
      if (problem !== null) return report(problem);
      if (expected?.seq === entry.seq && expected.hash.toLowerCase() !== hex(entry.hash)) {
        return report({ seq: entry.seq, problem: 'rewritten' });
      }
      if (entry.kept?.salt === null) erasedDetails += 1;
      count = entry.seq;
      last = entry.hash;
    }
  }
  if (expected !== undefined && expected.seq > count) return report({ seq: count + 1, problem: 'truncated' });
  return report(null);
}

function problemOf(entry: LedgerEntry, seq: number, last: Uint8Array): LedgerReport['firstProblem'] {
  if (!Number.isSafeInteger(entry.seq)) return { seq, problem: 'malformed' };
  if (entry.seq > seq) return { seq, problem: 'missing' };
  if (entry.seq < seq) return { seq: entry.seq, problem: 'out_of_order' };
  if (!wellFormed(entry)) return { seq, problem: 'malformed' };
  if (!same(receiptHash(entry), entry.hash)) return { seq, problem: 'altered' };
  if (!same(entry.prev, last)) return { seq, problem: 'unlinked' };
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
function receiptHash(entry: LedgerEntry): Uint8Array {
  return sha256(`\u0000${canonicalReceipt(entry)}`);
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
  return same(sha256(Buffer.concat([salt, Buffer.from(detail, 'utf8')])), commitment) ? null : 'detail_altered';
}

/** A JSON string as RFC 8785 writes it, which is how ECMAScript does (section 3.2.2.2). */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

function sha256(data: string | Uint8Array): Buffer {
  return hash('sha256', data, 'buffer');
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
