import { equalBytes, hmacSha256 } from '../platform/crypto/digest.ts';
import type { PepperRing } from '../platform/peppers.ts';

export interface StoredKeyHash {
  readonly hash: Uint8Array;
  /** The number of the pepper that the hash was made under. */
  readonly pepperVersion: number;
}

/**
 * The peppered SHA-256 of a key, as HMAC-SHA256 (RFC 2104) under the current pepper: unlike SHA-256(pepper || key), it is
 * proven to be safe with a secret that comes first. No slow hash is needed: a key has 130 random bits. CLAIMS K2.
 *
 * @param text the key's one spelling, from `parseKey`.
 */
export function hashKey(text: string, peppers: PepperRing): StoredKeyHash {
  const { version, bytes } = peppers.current;
  return { hash: digest(text, bytes), pepperVersion: version };
}

/**
 * Whether the key is the one that was hashed. The same work and the same time whatever the answer, also where there is
 * nothing stored to compare with: one digest for each pepper that there is, whichever of them the stored one names, and
 * one comparison.
 */
export function keyMatches(text: string, stored: StoredKeyHash | undefined, peppers: PepperRing): boolean {
  const { current, previous } = peppers;
  const underCurrent = digest(text, current.bytes);
  const underPrevious = previous === null ? underCurrent : digest(text, previous.bytes);
  const ofPrevious = previous !== null && stored?.pepperVersion === previous.version;
  const given = ofPrevious ? underPrevious : underCurrent;
  const known = ofPrevious || stored?.pepperVersion === current.version;
  const comparable = known && stored?.hash.byteLength === given.byteLength;
  const equal = equalBytes(given, comparable ? stored.hash : nobodysHash);
  return comparable && equal;
}

/** Stands in where no key was found. */
const nobodysHash = Buffer.alloc(32, 0xa5);

function digest(text: string, pepper: Uint8Array): Buffer {
  return hmacSha256(pepper, `holdfast/api-key/v1\n${text}`);
}
