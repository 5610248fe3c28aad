import { fail } from '../errors.ts';

/** A part of a key: begins with a letter, a digit or `_`, so that neither `.` nor `..` nor a hidden file is one. */
const part = '[A-Za-z0-9_][A-Za-z0-9._-]{0,127}';
const keyForm = new RegExp(`^${part}(?:/${part}){0,15}$`);
const prefixForm = new RegExp(`^(?:${part}/){1,15}$`);

/** Objects of S3 stores have keys of at most 1,024 bytes; ours leave room for what a bucket's owner puts before them. */
const keyBytesMax = 512;

/** @throws `internal`: keys are made by the product, so a wrong one is a mistake of ours and never a caller's. */
export function assertObjectKey(key: string): void {
  if (key.length > keyBytesMax || !keyForm.test(key)) throw fail('internal', { detail: 'not the key of an object' });
}

/** @throws `internal` unless it is the beginning of keys and ends in `/`; the empty one, which is everything, is none. */
export function assertObjectPrefix(prefix: string): void {
  if (prefix.length > keyBytesMax || !prefixForm.test(prefix)) {
    throw fail('internal', { detail: 'not a prefix of keys of objects' });
  }
}
