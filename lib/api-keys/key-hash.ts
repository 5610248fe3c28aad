import { equalBytes, hmacSha256 } from '../platform/crypto/digest.ts';
import type { Secrets } from '../platform/secrets.ts';

/** The pepper that new hashes are made under. Each stored hash names its own, so that a pepper can be replaced online. */
export const currentPepperVersion = 1;

export interface StoredKeyHash {
  readonly hash: Uint8Array;
  readonly pepperVersion: number;
}

/**
 * The peppered SHA-256 of a key, as HMAC-SHA256 (RFC 2104) under the pepper: unlike SHA-256(pepper || key), it is
 * proven to be safe with a secret that comes first. No slow hash is needed: a key has 130 random bits. CLAIMS K2.
 *
 * @param text the key's one spelling, from `parseKey`.
 */
export function hashKey(text: string, secrets: Secrets): StoredKeyHash {
  return { hash: digest(text, secrets.apiKeyPepper), pepperVersion: currentPepperVersion };
}

/**
 * Whether the key is the one that was hashed. The same work and the same time whatever the answer, and also where there
 * is nothing stored to compare with.
 */
export function keyMatches(text: string, stored: StoredKeyHash | undefined, secrets: Secrets): boolean {
  const given = digest(text, secrets.apiKeyPepper);
  const comparable = stored?.pepperVersion === currentPepperVersion && stored.hash.byteLength === given.byteLength;
  const equal = equalBytes(given, comparable ? stored.hash : nobodysHash);
  return comparable && equal;
}

/** Stands in where no key was found. */
const nobodysHash = Buffer.alloc(32, 0xa5);

function digest(text: string, pepper: Uint8Array): Buffer {
  return hmacSha256(pepper, `holdfast/api-key/v1\n${text}`);
}
