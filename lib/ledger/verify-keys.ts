import { verify } from 'node:crypto';
import type { LedgerPlace } from './verify.ts';
import { bytesOfBase64, openCheckpoint, readVerifierKey, type VerifierKey } from './verify-note.ts';

/*
 * Keys and checkpoints of a ledger as the verifier judges them (docs/ledger-format.md, sections 3 and 4). A part of the
 * verifier, which shares no code with the writer.
 */

/** Which key is in force since which size, and the signature by which the key before says so. */
export interface KeyStatement {
  readonly version: number;
  readonly vkey: string;
  readonly previous: string | null;
  readonly since: number;
  /** Base64. */
  readonly signature: string | null;
}

/** A checkpoint as it was kept. */
export interface KeptCheckpoint {
  readonly size: number;
  readonly note: string;
}

/** A checkpoint whose signature was checked. Hashes are lower-case hex. */
export interface ProvenCheckpoint {
  readonly size: number;
  readonly root: string;
  /** When it was signed, as it says itself. */
  readonly time: string | null;
  readonly keyId: string;
}

interface KeyInForce extends VerifierKey {
  readonly since: number;
}

/** Canonical JSON (RFC 8785) of a statement: what the receipt of its rotation committed to. */
export function canonicalStatement({ version, vkey, previous, since, signature }: KeyStatement): string {
  return JSON.stringify({ previous, signature, since, version, vkey });
}

/**
 * Checks that the key statements follow one another, each signed by the key before, and that every checkpoint is of this
 * ledger, of the size it was kept under, and signed by the key in force for that size. Sizes grow.
 *
 * Afterwards (no problem) the checkpoints were signed by whoever held these keys; whether these are the ledger's keys says
 * only a vkey that was pinned elsewhere. Give the checkpoints to `verifyLedger` as `trees`.
 *
 * @returns the checkpoints, smallest first, up to the first problem. Its `seq` is the size of the checkpoint, or the place
 * since which the faulty key is said to be in force.
 */
export function openCheckpoints(
  orgId: string,
  statements: readonly KeyStatement[],
  kept: readonly KeptCheckpoint[],
): { readonly checkpoints: readonly ProvenCheckpoint[]; readonly problem: LedgerPlace | null } {
  const checkpoints: ProvenCheckpoint[] = [];
  const origin = readVerifierKey(statements[0]?.vkey ?? '')?.name ?? '';
  if (statements.length > 0 && !origin.endsWith(`/ledger/${orgId}`)) {
    return { checkpoints, problem: { seq: 0, problem: 'foreign' } };
  }
  const keys = openStatements(origin, statements);
  if ('problem' in keys) return { checkpoints, problem: keys };
  for (const { size, note } of kept) {
    const key = keys.findLast(({ since }) => since <= size);
    const opened = openCheckpoint(note, { origin, keys: key === undefined ? [] : [key] });
    if (typeof opened === 'string') return { checkpoints, problem: { seq: size, problem: opened } };
    if (opened.size !== size) return { checkpoints, problem: { seq: size, problem: 'wrong_size' } };
    const before = checkpoints.at(-1);
    if (before !== undefined && before.size >= size) {
      return { checkpoints, problem: { seq: size, problem: before.size > size ? 'out_of_order' : 'forked' } };
    }
    const time = opened.extensions.find((line) => line.startsWith('time '))?.slice('time '.length) ?? null;
    checkpoints.push({ size, root: opened.root, time, keyId: opened.keyId });
  }
  return { checkpoints, problem: null };
}

function openStatements(origin: string, statements: readonly KeyStatement[]): readonly KeyInForce[] | LedgerPlace {
  const keys: KeyInForce[] = [];
  for (const [index, statement] of statements.entries()) {
    const { version, vkey, since } = statement;
    const key = readVerifierKey(vkey);
    const before = keys.at(-1);
    const follows =
      before === undefined
        ? since === 0 && statement.previous === null && statement.signature === null
        : since > before.since && signedBy(before, origin, statement, statements[index - 1]?.vkey);
    if (key === null || key.name !== origin || version !== index + 1 || !follows) {
      return { seq: since, problem: 'bad_rotation' };
    }
    keys.push({ ...key, since });
  }
  return keys;
}

function signedBy(before: VerifierKey, origin: string, statement: KeyStatement, previous: string | undefined): boolean {
  const { version, since, vkey, signature } = statement;
  const bytes = signature === null ? null : bytesOfBase64(signature);
  if (statement.previous !== previous || bytes?.byteLength !== 64) return false;
  const said = `holdfast/ledger/key/v1\n${origin}\n${version}\n${since}\n${previous}\n${vkey}\n`;
  return verify(null, Buffer.from(said, 'utf8'), before.publicKey, bytes);
}
