import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { fail } from '../errors.ts';

const algorithm = 'aes-256-gcm';
/** First byte of every sealed value, so that the form can change. */
const formVersion = 1;
/** NIST SP 800-38D, 8.2.2: a random 96-bit nonce, sound for 2^32 values under one key. */
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM: `version (1) || nonce (12) || ciphertext || tag (16)`. Only the same key and the same `context` open it
 * again; a different byte anywhere is refused.
 */
export function seal(key: Uint8Array, plaintext: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([Buffer.of(formVersion), nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/**
 * What {@link seal} closed.
 * @throws `internal` when the value was not sealed under this key and context, or was changed since.
 */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < 1 + nonceBytes + tagBytes || bytes[0] !== formVersion) {
    throw fail('internal', { detail: 'not a sealed value' });
  }
  const nonce = bytes.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  try {
    const body = bytes.subarray(1 + nonceBytes, bytes.length - tagBytes);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (cause) {
    throw fail('internal', { detail: 'a sealed value does not open under this key and context', cause });
  }
}
