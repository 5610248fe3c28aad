import { deriveKey, hmacSha256, randomToken, sha256 } from '../../platform/crypto/digest.ts';

/** What opens a link to receipts: 256 random bits, base64url. It names neither the link nor its organisation. */
export function newShareToken(): string {
  return randomToken(32);
}

/** What is kept of a token. Nobody guesses 256 bits, so a plain digest is enough. */
export function shareTokenHash(token: string): Buffer {
  return sha256(token);
}

/** Stands in for actors and subjects in what a link shows. */
export interface Pseudonyms {
  actor(id: string): string;
  subject(id: string): string;
}

/** Of 64 bits two among a thousand ids are alike once in 10^13 links. */
const digits = 16;

/**
 * The pseudonyms of one link: the same id has the same one wherever it stands in that link, and another one in every other
 * link. Their key is derived from the token, so whoever has only the database can neither make them nor undo them, and they
 * end with the link.
 */
export function pseudonymsOf(token: string): Pseudonyms {
  const key = deriveKey(Buffer.from(token, 'utf8'), 'holdfast/share/pseudonyms/v1');
  const name = (kind: 'actor' | 'subject') => (id: string) =>
    `${kind}-${hmacSha256(key, `${kind}\n${id}`).toString('hex').slice(0, digits)}`;
  return { actor: name('actor'), subject: name('subject') };
}
