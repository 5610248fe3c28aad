import { fail } from '../../platform/errors.ts';
import { bytesOfBase64 } from '../verify-note.ts';

/** What a log hands to a witness: C2SP tlog-witness, `add-checkpoint`. */
export interface Submission {
  /** The size that the log believes the witness to have seen. */
  readonly oldSize: number;
  /** Hex. */
  readonly proof: readonly string[];
  readonly note: string;
}

/** A tree of 2^63 leaves needs no longer proof. */
const proofMax = 63;

export function submissionText({ oldSize, proof, note }: Submission): string {
  const hashes = proof.map((hash) => `${Buffer.from(hash, 'hex').toString('base64')}\n`);
  return `old ${oldSize}\n${hashes.join('')}\n${note}`;
}

/** @throws `malformed_body` for what {@link submissionText} does not write. */
export function readSubmission(text: string): Submission {
  const end = text.indexOf('\n\n');
  const [first = '', ...hashes] = text.slice(0, Math.max(end, 0)).split('\n');
  const [, old] = /^old (0|[1-9][0-9]{0,15})$/.exec(first) ?? [];
  const proof = hashes.map((line) => bytesOfBase64(line));
  const oldSize = Number(old);
  if (old === undefined || !Number.isSafeInteger(oldSize) || proof.length > proofMax) throw fail('malformed_body');
  return {
    oldSize,
    proof: proof.map((hash) => {
      if (hash?.byteLength !== 32) throw fail('malformed_body');
      return hash.toString('hex');
    }),
    note: text.slice(end + 2),
  };
}
