import { Buffer } from 'node:buffer';
import type { SqlReader } from '../../platform/db/types.ts';
import { ledgerSize } from '../checkpoint-store.ts';
import { listKeyStatements } from '../key-store.ts';
import { entryOf, findReceiptRow, readReceiptWindow } from '../store.ts';
import { earlierPlace, type LedgerEntry, type LedgerPlace, type LedgerPosition, verifyLedger } from '../verify.ts';
import { openCheckpoints } from '../verify-keys.ts';
import { checkpointsBetween } from './audit-store.ts';

/** Receipts that one piece of a run checks: a second's work or less. */
const pieceReceipts = 20_000;
/** Receipts held in memory at once; between two portions requests have their turn. */
const portionReceipts = 500;

export interface AuditedPiece {
  /** Where the next piece goes on; null for an empty ledger. */
  readonly position: LedgerPosition | null;
  /** Whether the ledger was checked to its end, as it was when the piece began. */
  readonly atEnd: boolean;
  readonly problem: LedgerPlace | null;
}

/**
 * Checks the receipts behind `from`, as many as one piece holds, with the verifier: hashes, links, details, rotations, and
 * the tree against every checkpoint that was signed in between. That the receipt at `from` is still the one that was found
 * there is checked as well: a ledger that was rolled back and has grown anew does not pass.
 */
export async function auditPiece(db: SqlReader, orgId: string, from: LedgerPosition | null): Promise<AuditedPiece> {
  const start = from?.seq ?? 0;
  const found = (problem: LedgerPlace): AuditedPiece => ({ position: from, atEnd: true, problem });
  const statements = await listKeyStatements(db);
  const size = await ledgerSize(db);
  if (size < start) return found({ seq: size + 1, problem: 'truncated' });
  if (from !== null) {
    const row = await findReceiptRow(db, start);
    if (row === undefined) return found({ seq: start, problem: 'missing' });
    if (Buffer.from(row.hash).toString('hex') !== from.hash) return found({ seq: start, problem: 'rewritten' });
  }
  const end = Math.min(size, start + pieceReceipts);
  const kept = await checkpointsBetween(db, start, end === size ? Number.MAX_SAFE_INTEGER : end);
  const { checkpoints, problem } = openCheckpoints(orgId, statements, kept);
  const report = await verifyLedger(orgId, portions(db, start, end), {
    from: from ?? undefined,
    // Signed after the size was read: what they cover is checked next time.
    trees: checkpoints.filter((checkpoint) => checkpoint.size <= end),
    statements: statements.filter(({ since }) => since <= end),
  });
  return {
    position: report.position,
    atEnd: end === size,
    problem: earlierPlace(problem, report.firstProblem),
  };
}

/** Receipts behind `after` up to `upTo`, in order, as the verifier takes them. */
export async function* portions(db: SqlReader, after: number, upTo: number): AsyncGenerator<readonly LedgerEntry[]> {
  for (let last = after; last < upTo; ) {
    const rows = await readReceiptWindow(db, { filter: {}, always: [], after: last, upTo, limit: portionReceipts });
    const end = rows.at(-1);
    if (end === undefined) return;
    yield rows.map(entryOf);
    last = end.seq;
    await new Promise((resume) => setImmediate(resume));
  }
}
