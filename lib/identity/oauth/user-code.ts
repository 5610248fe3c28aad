import { randomInt } from 'node:crypto';
import { deriveKey, hmacSha256 } from '../../platform/crypto/digest.ts';

/** Consonants that are not taken for one another, and that make no words (RFC 8628, section 6.1). */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
const lettersCount = 8;

/** Eight letters: one of 25.6 thousand million. */
export function newUserCode(): string {
  return Array.from({ length: lettersCount }, () => letters.charAt(randomInt(letters.length))).join('');
}

/** As it is shown. */
export function shownUserCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What somebody typed, as we know it; null for what is no such code. Case, spaces and dashes are forgiven. */
export function typedUserCode(text: string): string | null {
  const code = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase();
  return code.length === lettersCount && [...code].every((letter) => letters.includes(letter)) ? code : null;
}

/** Keyed: whoever reads the database could try all codes against a plain digest. */
export function hashUserCode(authSecret: Uint8Array, code: string): Buffer {
  return hmacSha256(deriveKey(authSecret, 'holdfast/oauth/user-code/v1'), code);
}
