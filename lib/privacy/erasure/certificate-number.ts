import { randomInt } from 'node:crypto';

/** Crockford's base 32: without letters that are taken for digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** As `certificateNumber` of the schema says; random, 80 bits: nobody counts erasures by their certificates, or finds one by trying. */
export function newCertificateNumber(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return [group(), group(), group(), group()].join('-');
}
