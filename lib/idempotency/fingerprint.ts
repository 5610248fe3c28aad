import { canonicalJson, type Json } from '../ledger/canonical.ts';
import { sha256 } from '../platform/crypto/digest.ts';

/**
 * SHA-256 of what is asked for: the operation and its input as the caller sent it, path, query and body together, in
 * canonical JSON. Spaces and the order of members make no difference.
 */
export function requestFingerprint(operation: string, input: unknown): Buffer {
  return sha256(canonicalJson([operation, (input ?? {}) as Json]));
}
