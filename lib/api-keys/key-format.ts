import { randomBytes } from 'node:crypto';
import { keyShapeWithin } from '../access/hide-keys.ts';

/** A mark for people and secret scanners: keys of both modes act on the same data. */
export type KeyMode = 'live' | 'test';

/** Crockford's base 32: no I, L, O and U, so that a key can be read aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 26 characters of 5 bits are 130 bits. */
const randomLength = 26;
/** Shown and looked up by: 40 bits that are no secret. The other 90 bits are. CLAIMS K3. */
export const keyPrefixLength = 8;

/** What a secret key says of itself. */
export interface ParsedKey {
  readonly mode: KeyMode;
  /** The first eight random characters. They find the key and are no secret. */
  readonly prefix: string;
  /** The one spelling of the key, which is what is hashed. It is the secret: never log it, never keep it. */
  readonly text: string;
}

/** A new key of 130 random bits: `ck_live_` or `ck_test_` and 26 Crockford base 32 characters. CLAIMS K1. */
export function generateKey(mode: KeyMode): ParsedKey {
  let random = '';
  // 32 divides 256, so the low five bits of a random byte are uniform.
  for (const byte of randomBytes(randomLength)) random += alphabet[byte & 31];
  return keyOf(mode, random);
}

const shape = /^ck_(live|test)_([0-9A-Z]{26})$/i;
const outsideAlphabet = /[^0-9A-HJKMNP-TV-Z]/;

/**
 * Reads a key as people type it: any case, O for 0, I and L for 1. Null when it cannot be one; nothing is said yet
 * of whether it exists.
 */
export function parseKey(token: string): ParsedKey | null {
  const match = shape.exec(token);
  if (match === null) return null;
  const mode = match[1]?.toLowerCase() === 'test' ? 'test' : 'live';
  const random = (match[2] ?? '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return outsideAlphabet.test(random) ? null : keyOf(mode, random);
}

/** Whatever in the text looks like a key, as it is spelled there, without repetitions. */
export function keysWithin(text: string): readonly string[] {
  return [...new Set(text.match(keyShapeWithin) ?? [])];
}

function keyOf(mode: KeyMode, random: string): ParsedKey {
  return { mode, prefix: random.slice(0, keyPrefixLength), text: `ck_${mode}_${random}` };
}
