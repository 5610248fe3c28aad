import { type OutboundPolicy, postOut } from '../../platform/outbound/post-out.ts';
import type { TenantDatabase } from '../../tenancy/tenancy.ts';
import type { SignedCheckpoint } from '../checkpoint.ts';
import { storedTree } from '../tile-store.ts';
import { consistencyProof } from '../tree.ts';
import type { LedgerPlace } from '../verify.ts';
import { cosignatureIn, readWitnessKey } from '../witness/cosignature.ts';
import { submissionText } from '../witness/submission.ts';
import type { WitnessRow } from '../witness/witness-store.ts';

/** What a witness made of a checkpoint. */
export type WitnessAnswer =
  | { readonly kind: 'cosigned'; readonly name: string; readonly line: string }
  /** The ledger is not the one that the witness has seen. */
  | { readonly kind: 'mismatch'; readonly place: LedgerPlace }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Asks a witness to cosign a checkpoint: C2SP tlog-witness. A witness that has seen another size says so, and is asked once
 * more from there. One that has seen more than there is, or for which no proof leads from what it has seen, proves that the
 * ledger was cut, rolled back or rewritten.
 */
export async function askWitness(
  db: TenantDatabase,
  checkpoint: SignedCheckpoint,
  witness: WitnessRow,
  outbound: OutboundPolicy,
): Promise<WitnessAnswer> {
  const key = readWitnessKey(witness.vkey);
  if (key === null) return { kind: 'failed', reason: 'key_unreadable' };
  let oldSize = witness.size;
  for (const attempt of [1, 2]) {
    if (oldSize > checkpoint.size) {
      return { kind: 'mismatch', place: { seq: checkpoint.size + 1, problem: 'truncated' } };
    }
    const hashes = await consistencyProof(oldSize, checkpoint.size, storedTree(db));
    const proof = hashes.map((hash) => Buffer.from(hash).toString('hex'));
    const body = submissionText({ oldSize, proof, note: checkpoint.note });
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'user-agent': 'Holdfast' };
    const answer = await postOut({ url: `${witness.url}/add-checkpoint`, headers, body }, outbound);
    if (answer.ok) {
      const text = checkpoint.note.slice(0, checkpoint.note.lastIndexOf('\n\n') + 1);
      const line = cosignatureIn(answer.text, text, key);
      return line === null
        ? { kind: 'failed', reason: 'cosignature_missing' }
        : { kind: 'cosigned', name: key.name, line };
    }
    if (answer.status === 422) return { kind: 'mismatch', place: { seq: oldSize, problem: 'rewritten' } };
    if (answer.status !== 409) return { kind: 'failed', reason: answer.reason };
    const [, said] = /^(0|[1-9][0-9]{0,15})\n?$/.exec(answer.text) ?? [];
    if (said === undefined) return { kind: 'failed', reason: 'size_unreadable' };
    // The same size again, and refused: it has seen another tree of that size.
    if (Number(said) === checkpoint.size && (attempt === 2 || oldSize === checkpoint.size)) {
      return { kind: 'mismatch', place: { seq: checkpoint.size, problem: 'forked' } };
    }
    oldSize = Number(said);
  }
  return { kind: 'failed', reason: 'size_unsettled' };
}
