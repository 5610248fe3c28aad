import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from '../platform/crypto/digest.ts';
import { fail } from '../platform/errors.ts';

/*
 * Checkpoints as signed notes: C2SP signed-note and tlog-checkpoint, as docs/ledger-format.md, sections 3 and 4, fixes them.
 */

/** The type byte of Ed25519 keys in signed notes. */
const ed25519 = 0x01;

/** A public key as people pin it, and what it is made of. */
export interface VerifierKey {
  /** The key's name, which is the ledger's origin. */
  readonly origin: string;
  readonly keyId: Buffer;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

export interface CheckpointBody {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string;
}

/** The origin of an organisation's ledger. `host` is that of the installation, with its port if it has one. */
export function originOf(host: string, orgId: string): string {
  return `${host}/ledger/${orgId}`;
}

/** `<origin>+<key id>+<base64(0x01 || public key)>` */
export function vkeyOf(origin: string, publicKey: Uint8Array): string {
  const key = Buffer.concat([Buffer.of(ed25519), publicKey]);
  return `${origin}+${keyIdOf(origin, publicKey).toString('hex')}+${key.toString('base64')}`;
}

/** @throws `internal` for what {@link vkeyOf} does not write. */
export function parseVkey(vkey: string): VerifierKey {
  const [, origin = '', , encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey) ?? [];
  const publicKey = Buffer.from(encoded, 'base64').subarray(1);
  if (publicKey.length !== 32 || vkeyOf(origin, publicKey) !== vkey) throw fail('internal', { detail: 'not a vkey' });
  return { origin, keyId: keyIdOf(origin, publicKey), publicKey };
}

function keyIdOf(origin: string, publicKey: Uint8Array): Buffer {
  return sha256(Buffer.concat([Buffer.from(`${origin}\n`), Buffer.of(ed25519), publicKey])).subarray(0, 4);
}

/** The text that is signed: everything before the empty line. */
export function checkpointText({ origin, size, root, at }: CheckpointBody): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\ntime ${at}\n`;
}

/** The whole note, with the signature line of the ledger's own key. */
export function signCheckpointNote(body: CheckpointBody, key: LedgerSigner): string {
  const text = checkpointText(body);
  const { origin, keyId } = parseVkey(key.vkey);
  if (origin !== body.origin) throw fail('internal', { detail: 'a checkpoint of another origin than its key' });
  const signature = Buffer.concat([keyId, key.sign(text)]);
  return `${text}\n\u2014 ${origin} ${signature.toString('base64')}\n`;
}

/**
 * What a note that we wrote says, or null: it is not of our form, or not signed by this key.
 */
export function openCheckpointNote(note: string, vkey: string): CheckpointBody | null {
  const key = parseVkey(vkey);
  const form =
    /^([^\n]+)\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\ntime ([^\n]+)\n\n\u2014 ([^ \n]+) ([A-Za-z0-9+/=]+)\n$/;
  const [, origin = '', size = '', root = '', at = '', name = '', encoded = ''] = form.exec(note) ?? [];
  if (name !== key.origin || origin !== key.origin) return null;
  const signature = Buffer.from(encoded, 'base64');
  const text = note.slice(0, note.indexOf('\n\n') + 1);
  if (!signature.subarray(0, 4).equals(key.keyId) || !verifies(text, key.publicKey, signature.subarray(4))) return null;
  return { origin, size: Number(size), root: Buffer.from(root, 'base64'), at };
}

/** Whether the key signed these bytes: Ed25519, RFC 8032. */
export function verifies(text: string, publicKey: Uint8Array, signature: Uint8Array): boolean {
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text, 'utf8'), key, signature);
}

/** A private key of a ledger, ready to sign. */
export interface LedgerSigner {
  readonly vkey: string;
  /** Ed25519 over the UTF-8 bytes. */
  sign(text: string): Buffer;
}

/** @param seed the 32 bytes of the private key (RFC 8032). */
export function signerOf(origin: string, seed: Uint8Array): LedgerSigner {
  // RFC 8410, section 7: a PKCS #8 Ed25519 key is this prefix and the seed.
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  pkcs8.fill(0);
  return {
    vkey: vkeyOf(origin, publicKeyOf(key)),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key),
  };
}

function publicKeyOf(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
}
