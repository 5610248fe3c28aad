import { sha256 } from '../platform/crypto/digest.ts';
import { canonicalJson, type Json } from './canonical.ts';

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
 * The receipt's hash: SHA-256(0x00 || canonical JSON of all other fields). It is the RFC 6962 leaf hash of the receipt,
 * and, since `prev` is among the fields, the link of the chain: one hash serves the chain and the tree.
 */
export function receiptHash(body: ReceiptBody): Buffer {
  return sha256(Buffer.concat([Buffer.of(0), Buffer.from(canonicalJson({ ...body }), 'utf8')]));
}
