import { sha256 } from '../platform/crypto/digest.ts';
import { randomBytesFast } from '../platform/crypto/random.ts';

/** Crockford's base 32: no I, L, O and U, so that an id can be typed. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 26 characters of 5 bits are 130 bits: nobody finds one by trying. */
const charsCount = 26;
const shape = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** What opens the choices of one browser. Whoever has it is the visitor: only its digest is kept. CLAIMS G10. */
export function newConsentId(): string {
  let id = '';
  // 32 divides 256, so the low five bits of a random byte are uniform.
  for (const byte of randomBytesFast(charsCount)) id += alphabet[byte & 31];
  return id;
}

/** The one spelling of an id as people type it: any case, groups, O for 0, I and L for 1. Null when it cannot be one. */
export function readConsentId(typed: string): string | null {
  const id = typed.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  return shape.test(id) ? id : null;
}

/** What is kept of an id: the same for all choices of one browser, and no way back. The id is random, so it needs no salt. */
export function consentTag(id: string): string {
  return sha256(`holdfast/consent/v1\n${id}`).toString('hex');
}
