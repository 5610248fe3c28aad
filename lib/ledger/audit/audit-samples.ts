import { Buffer } from 'node:buffer';
import { randomInt } from 'node:crypto';
import type { SqlReader } from '../../platform/db/types.ts';
import { isHoldfastError } from '../../platform/errors.ts';
import { lastCheckpointRow } from '../checkpoint-store.ts';
import { listKeyStatements } from '../key-store.ts';
import { findReceiptRow } from '../store.ts';
import { storedTree } from '../tile-store.ts';
import { consistencyProof, type SubtreeHash } from '../tree.ts';
import { type LedgerPlace, verifyLedger } from '../verify.ts';
import { openCheckpoints, type ProvenCheckpoint } from '../verify-keys.ts';
import { consistencyHolds } from '../verify-tree.ts';
import { portions } from './audit-piece.ts';

/** How many old ranges one run checks again, and how many receipts each holds at most. */
const samplesPerRun = 3;
const sampleReceipts = 256;

export type SampledRange = readonly [from: number, to: number];

/**
 * Checks random ranges of what was found in order earlier, again and to the root of the last signed checkpoint: what somebody
 * changed behind the auditor's back is found sooner or later, wherever it is.
 *
 * The stored tree is the prover here: the frontier before a range and the proof from its end are taken from it, and count
 * only as far as the verifier follows them to the signed root.
 */
export async function auditSamples(
  db: SqlReader,
  orgId: string,
  upTo: number,
): Promise<{ readonly samples: readonly SampledRange[]; readonly problem: LedgerPlace | null }> {
  const last = await lastCheckpointRow(db);
  if (last === undefined || last.size === 0 || upTo === 0) return { samples: [], problem: null };
  const { checkpoints, problem } = openCheckpoints(orgId, await listKeyStatements(db), [last]);
  const [signed] = checkpoints;
  if (signed === undefined) return { samples: [], problem };
  const samples: SampledRange[] = [];
  for (let count = 0; count < samplesPerRun; count += 1) {
    const first = randomInt(1, Math.min(signed.size, upTo) + 1);
    const range: SampledRange = [first, Math.min(first + sampleReceipts - 1, signed.size)];
    samples.push(range);
    const found = await auditRange(db, orgId, range, signed);
    if (found !== null) return { samples, problem: found };
  }
  return { samples, problem: null };
}

/** @returns where the range is not what was signed, or null. */
export async function auditRange(
  db: SqlReader,
  orgId: string,
  [first, last]: SampledRange,
  signed: ProvenCheckpoint,
): Promise<LedgerPlace | null> {
  const before = first === 1 ? undefined : await findReceiptRow(db, first - 1);
  if (before === undefined && first > 1) return { seq: first - 1, problem: 'missing' };
  const statements = (await listKeyStatements(db)).filter(({ since }) => since <= last);
  const checked = async (frontier: readonly string[]) => {
    const from = before && { seq: first - 1, hash: hex(before.hash), frontier };
    const { firstProblem, count, root } = await verifyLedger(orgId, portions(db, first - 1, last), {
      ...(from === undefined ? {} : { from }),
      statements,
    });
    const missing: LedgerPlace | null = count === last ? null : { seq: count + 1, problem: 'missing' };
    return { root, problem: firstProblem ?? missing };
  };
  const notProven: LedgerPlace = { seq: first, problem: 'proof_altered' };
  const subtree = storedTree(db);
  try {
    const { root, problem } = await checked((await frontierOf(first - 1, subtree)).map(hex));
    if (problem !== null) return problem;
    const proof = await consistencyProof(last, signed.size, subtree);
    return consistencyHolds({ size: last, root }, signed, proof.map(hex)) ? null : notProven;
  } catch (error) {
    if (!isHoldfastError(error) || error.code !== 'ledger_inconsistent') throw error;
    // The stored tree is not whole. The receipts by themselves may say where.
    const unknown = Array.from({ length: frontierLength(first - 1) }, () => '0'.repeat(64));
    return (await checked(unknown)).problem ?? notProven;
  }
}

/** Roots of the complete subtrees that the first `size` leaves fill, largest first. Sizes go beyond 32 bits. */
async function frontierOf(size: number, subtree: SubtreeHash): Promise<Uint8Array[]> {
  const frontier: Uint8Array[] = [];
  let done = 0;
  if (size === 0) return frontier;
  for (let height = Math.floor(Math.log2(size)); height >= 0; height -= 1) {
    const leaves = 2 ** height;
    if (size - done < leaves) continue;
    frontier.push(await subtree(height, done / leaves));
    done += leaves;
  }
  return frontier;
}

/** One for each bit of the size. */
function frontierLength(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
