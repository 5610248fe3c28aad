import { createHmac, hash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** SHA-256 (FIPS 180-4). */
export function sha256(data: Uint8Array | string): Buffer {
  return hash('sha256', data, 'buffer');
}

export function hmacSha256(key: Uint8Array, data: Uint8Array | string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

/** HKDF-SHA256 (RFC 5869) without salt: a 32-byte subkey for one labelled purpose. */
export function deriveKey(key: Uint8Array, label: string, lengthBytes = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), label, lengthBytes));
}

/** Compares in time that depends on the lengths alone. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

/** `bytes` random bytes as base64url: 32 bytes make a 43-character token of 256 bits. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}
