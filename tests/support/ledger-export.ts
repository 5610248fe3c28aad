import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { canonicalJson, type Json } from '#lib/ledger/canonical.ts';

/*
 * Exports made by the document alone (docs/ledger-format.md), for tests that damage them: whoever attacks a ledger makes
 * files that the product never would, and signs them with keys that it does not have.
 */

export interface ReceiptBody {
  readonly v: 1;
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly commitment: string;
  readonly prev: string;
}

/** A line of an export. */
export interface ExportedReceipt {
  readonly receipt: ReceiptBody;
  readonly hash: string;
  readonly opening?: { readonly detail: string; readonly salt: string };
  readonly erased?: string;
  readonly missing?: true;
  readonly inclusion?: readonly string[];
}

export interface KeyStatement {
  readonly version: number;
  readonly vkey: string;
  readonly previous: string | null;
  readonly since: number;
  readonly signature: string | null;
}

export interface ExportHeader {
  readonly format: string;
  readonly org: string;
  readonly origin: string;
  readonly size: number;
  readonly keys: readonly KeyStatement[];
  readonly filter: Readonly<Record<string, string>> | null;
}

/** An export, taken apart. */
export interface ExportParts {
  readonly header: ExportHeader;
  readonly receipts: readonly ExportedReceipt[];
  readonly checkpoint: string;
}

export interface Signer {
  readonly origin: string;
  readonly vkey: string;
  readonly id: Buffer;
  readonly privateKey: KeyObject;
}

export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** A new Ed25519 key under the origin. */
export function newSigner(origin: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const key = Buffer.concat([Buffer.of(1), raw]);
  const id = sha256(`${origin}\n`, key).subarray(0, 4);
  return { origin, id, privateKey, vkey: `${origin}+${id.toString('hex')}+${key.toString('base64')}` };
}

/** The statement of the first key, or of one that follows another. */
export function statementOf(
  signer: Signer,
  before?: { readonly signer: Signer; readonly statement: KeyStatement },
  since = 0,
): KeyStatement {
  if (before === undefined) return { version: 1, vkey: signer.vkey, previous: null, since: 0, signature: null };
  const version = before.statement.version + 1;
  const previous = before.signer.vkey;
  const said = `holdfast/ledger/key/v1\n${[signer.origin, version, since, previous, signer.vkey].join('\n')}\n`;
  const signature = sign(null, Buffer.from(said), before.signer.privateKey).toString('base64');
  return { version, vkey: signer.vkey, previous, since, signature };
}

/** A checkpoint's signed note. */
export function noteOf(
  signer: Signer,
  tree: { readonly size: number; readonly root: string; readonly origin?: string; readonly time?: string },
): string {
  const { size, root, origin = signer.origin, time = '2026-11-22T09:00:00.000Z' } = tree;
  const text = `${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\ntime ${time}\n`;
  const line = Buffer.concat([signer.id, sign(null, Buffer.from(text), signer.privateKey)]).toString('base64');
  return `${text}\n\u2014 ${origin} ${line}\n`;
}

/** Root of the tree over the hashes, straight from the definition in RFC 9162, section 2.1.1. */
export function rootOf(hashes: readonly string[]): string {
  if (hashes.length === 0) return sha256('').toString('hex');
  if (hashes.length === 1) return hashes[0] as string;
  const split = splitOf(hashes.length);
  return inner(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

/** Inclusion proof from the definition in RFC 9162, section 2.1.3.1. */
export function inclusionOf(hashes: readonly string[], index: number): string[] {
  if (hashes.length <= 1) return [];
  const split = splitOf(hashes.length);
  return index < split
    ? [...inclusionOf(hashes.slice(0, split), index), rootOf(hashes.slice(split))]
    : [...inclusionOf(hashes.slice(split), index - split), rootOf(hashes.slice(0, split))];
}

/** Consistency proof from the definition in RFC 9162, section 2.1.4.1. */
export function consistencyOf(hashes: readonly string[], oldSize: number, whole = true): string[] {
  if (oldSize === 0) return [];
  if (oldSize === hashes.length) return whole ? [] : [rootOf(hashes)];
  const split = splitOf(hashes.length);
  return oldSize <= split
    ? [...consistencyOf(hashes.slice(0, split), oldSize, whole), rootOf(hashes.slice(split))]
    : [...consistencyOf(hashes.slice(split), oldSize - split, false), rootOf(hashes.slice(0, split))];
}

export function bodyHash(body: ReceiptBody): string {
  return sha256('\0', canonicalJson({ ...body })).toString('hex');
}

/** The file's text. */
export function exportText({ header, receipts, checkpoint }: ExportParts): string {
  return [header, ...receipts, { checkpoint }].map((line) => `${canonicalJson(line as unknown as Json)}\n`).join('');
}

function splitOf(size: number): number {
  return 2 ** Math.ceil(Math.log2(size) - 1);
}

function inner(left: string, right: string): string {
  return sha256(Buffer.of(1), Buffer.from(left, 'hex'), Buffer.from(right, 'hex')).toString('hex');
}
