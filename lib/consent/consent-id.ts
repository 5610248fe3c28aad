import { sha256 } from '../platform/crypto/digest.ts';

/** Crockford's base 32: no I, L, O and U, so that an id can be typed. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 26 characters of 5 bits are 130 bits: nobody finds one by trying. */
const charsCount = 26;
const shape = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** What a choice is sent with: see `RecordConsent`. */
interface SentChoice {
  readonly storefrontId: string;
  readonly onceKey: string;
  /** The id that was sent along; null where there was none. */
  readonly given: string | null;
}

/**
 * What opens the choices of one browser. Whoever has it is the visitor: only its digest is kept. It comes of the once-key,
 * so that a browser that lost the answer is told the same one again, though nothing here knows it. CLAIMS G10.
 */
export function consentIdOf({ storefrontId, onceKey, given }: SentChoice): string {
  const digest = sha256(`holdfast/consent-id/v1\n${storefrontId}\n${onceKey}\n${given ?? ''}`);
  let id = '';
  // 32 divides 256, so the low five bits of each byte of the digest are uniform.
  for (const byte of digest.subarray(0, charsCount)) id += alphabet[byte & 31];
  return id;
}

/** What is kept of a once-key: it tells a choice that is sent again, and leads neither to the key nor to the id. */
export function onceTag(onceKey: string): string {
  return sha256(`holdfast/consent-once/v1\n${onceKey}`).toString('hex');
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
