import { sha256 } from '../platform/crypto/digest.ts';
import { fail } from '../platform/errors.ts';
import type { Json } from './canonical.ts';

/** What a write says of itself. `detail` may be personal; everything else must be opaque. */
export interface ReceiptDraft {
  /** `<thing>.<past tense>`, for example `contact.created`. */
  readonly action: string;
  /** The opaque id of what was changed. */
  readonly subject: string;
  /** What happened, in full: goes to the detail table under a salted commitment. */
  readonly detail: Json;
}

/** A receipt without its hash: what the hash covers. Byte strings are lower-case hex. */
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

/** The `prev` of an organisation's first receipt: binds the whole chain to that organisation. */
export function genesisHash(orgId: string): Buffer {
  return sha256(`holdfast/ledger/v1\n${orgId}\n`);
}

/** SHA-256(salt || canonical detail): opens to the detail while the salt is kept, and to nothing afterwards. */
export function commitmentOf(salt: Uint8Array, canonicalDetail: string): Buffer {
  return sha256(Buffer.concat([salt, Buffer.from(canonicalDetail, 'utf8')]));
}

/**
 * The canonical JSON (RFC 8785) of a receipt's body: its members are a fixed set, so they stand here in their order instead
 * of being sorted for every receipt. Strings are written as ECMAScript does, which is what RFC 8785 asks for (3.2.2.2).
 * @throws `internal` for lone surrogates, which JSON text in UTF-8 cannot hold.
 */
export function receiptText(body: ReceiptBody): string {
  const { id, at, actor, action, subject } = body;
  if (![id, at, actor, action, subject].every((text) => text.isWellFormed())) {
    throw fail('internal', { detail: 'lone surrogate in a receipt' });
  }
  return (
    `{"action":${JSON.stringify(action)},"actor":${JSON.stringify(actor)},"at":${JSON.stringify(at)}` +
    `,"commitment":"${body.commitment}","id":${JSON.stringify(id)},"prev":"${body.prev}"` +
    `,"seq":${body.seq},"subject":${JSON.stringify(subject)},"v":1}`
  );
}

/**
 * The receipt's hash: SHA-256(0x00 || canonical JSON of all other fields). It is the RFC 6962 leaf hash of the receipt,
 * and, since `prev` is among the fields, the link of the chain: one hash serves the chain and the tree.
 */
export function receiptHash(body: ReceiptBody): Buffer {
  return sha256(`\u0000${receiptText(body)}`);
}
