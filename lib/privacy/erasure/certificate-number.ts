import { randomInt } from 'node:crypto';

/** Crockford's base 32: without letters that are taken for digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** As people write it down: `7K3M-9QXT-4HWD-2NPB`. */
export const certificateNumber = /^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/;

/** Random, 80 bits: nobody counts erasures by their certificates, or finds one by trying. */
export function newCertificateNumber(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return [group(), group(), group(), group()].join('-');
}
