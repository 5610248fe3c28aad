import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';

/*
 * Checkpoints as the verifier reads them: C2SP signed notes (c2sp.org/signed-note) that hold a tree head
 * (c2sp.org/tlog-checkpoint). A part of the verifier, which shares no code with the writer.
 */

/** A public key by which checkpoints are signed, read from its text `name+id+key`. */
export interface VerifierKey {
  readonly name: string;
  /** Eight hex digits. */
  readonly id: string;
  readonly publicKey: KeyObject;
}

/** What a checkpoint says. None of it is proven but by the signature that `openCheckpoint` checked. */
export interface Checkpoint {
  readonly origin: string;
  /** How many receipts it covers. */
  readonly size: number;
  /** Root of the tree over them, lower-case hex. */
  readonly root: string;
  /** Extension lines, for example `time 2027-01-31T00:00:00.000Z`. */
  readonly extensions: readonly string[];
}

export interface SignedCheckpoint extends Checkpoint {
  /** Id of the key whose signature was checked. */
  readonly keyId: string;
}

export type CheckpointProblem = 'checkpoint_malformed' | 'wrong_origin' | 'unsigned' | 'bad_signature';

/** Bytes of the largest note that is read: a checkpoint with a hundred cosignatures stays far below. */
const noteCharsMax = 65_536;

/** `SPKI` in front of the 32 bytes of an Ed25519 key (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

const ed25519 = 0x01;

/** The key that the text names, or null when the text is none, or its id does not belong to its name and key. */
export function readVerifierKey(text: string): VerifierKey | null {
  const parts = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  if (parts === null) return null;
  const [, name = '', id = '', encoded = ''] = parts;
  const key = bytesOfBase64(encoded);
  if (key === null || key.byteLength !== 33 || key[0] !== ed25519) return null;
  const expected = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), key]), 'hex').slice(0, 8);
  if (expected !== id) return null;
  try {
    const der = Buffer.concat([spkiPrefix, key.subarray(1)]);
    return { name, id, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
  } catch {
    return null;
  }
}

/**
 * What a signed checkpoint says, or what is wrong with it. Afterwards (no problem) its text is of this origin and bears
 * the signature of one of the keys; signatures of others, for example of witnesses, have not been looked at.
 */
export function openCheckpoint(
  note: string,
  trusted: { readonly origin: string; readonly keys: readonly VerifierKey[] },
): SignedCheckpoint | CheckpointProblem {
  const parts = partsOf(note);
  const checkpoint = parts && checkpointOf(parts.text);
  if (!parts || !checkpoint) return 'checkpoint_malformed';
  if (checkpoint.origin !== trusted.origin) return 'wrong_origin';
  const signed = Buffer.from(parts.text, 'utf8');
  let keyId: string | null = null;
  for (const { name, id, signature } of parts.signatures) {
    const key = trusted.keys.find((candidate) => candidate.name === name && candidate.id === id);
    if (key === undefined) continue;
    // Each line of a trusted key has to hold: one that does not makes the note void, wherever it stands.
    if (signature.byteLength !== 64 || !verify(null, signed, key.publicKey, signature)) return 'bad_signature';
    keyId ??= id;
  }
  return keyId === null ? 'unsigned' : { ...checkpoint, keyId };
}

/** What an unproven note says, to find out whose it is before it is opened. */
export function peekCheckpoint(note: string): Checkpoint | null {
  const parts = partsOf(note);
  return parts && checkpointOf(parts.text);
}

interface NoteParts {
  /** What is signed, with its last line feed. */
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly id: string; readonly signature: Buffer }[];
}

function partsOf(note: string): NoteParts | null {
  if (note.length > noteCharsMax || !note.isWellFormed()) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return null;
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return null;
  const signatures: NoteParts['signatures'][number][] = [];
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name, encoded] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const bytes = encoded === undefined ? null : bytesOfBase64(encoded);
    if (name === undefined || bytes === null || bytes.byteLength < 5) return null;
    signatures.push({ name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) });
  }
  return { text: note.slice(0, split + 1), signatures };
}

function checkpointOf(text: string): Checkpoint | null {
  const [origin = '', size = '', encodedRoot = '', ...extensions] = text.slice(0, -1).split('\n');
  const root = bytesOfBase64(encodedRoot);
  if (origin === '' || !/^(?:0|[1-9][0-9]{0,15})$/.test(size) || root?.byteLength !== 32) return null;
  if (!Number.isSafeInteger(Number(size)) || extensions.some((line) => line === '')) return null;
  return { origin, size: Number(size), root: root.toString('hex'), extensions };
}

/** Standard base64 with its padding, and nothing that decodes to the same but reads otherwise. */
export function bytesOfBase64(encoded: string): Buffer | null {
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64') === encoded ? bytes : null;
}
