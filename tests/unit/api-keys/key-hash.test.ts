import { createHash, createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateKey } from '#lib/api-keys/key-format.ts';
import { hashKey, keyMatches } from '#lib/api-keys/key-hash.ts';
import type { Secrets } from '#lib/platform/secrets.ts';

const secretsWith = (apiKeyPepper: Uint8Array): Secrets => ({
  masterKey: randomBytes(32),
  apiKeyPepper,
  authSecret: randomBytes(32),
  internalApiKey: 'x',
});
const secrets = secretsWith(Buffer.alloc(32, 7));

describe('the hash of a key', () => {
  it('is HMAC-SHA256 under the pepper, so that stored hashes outlive every version of the code', () => {
    const text = 'ck_live_0123456789ABCDEFGHJKMNPQRS';
    const expected = createHmac('sha256', Buffer.alloc(32, 7)).update(`holdfast/api-key/v1\n${text}`).digest();
    expect(hashKey(text, secrets)).toEqual({ hash: expected, pepperVersion: 1 });
    expect(Buffer.from(expected).toString('hex')).toBe(
      '04d4432dbf7838d16e5cbcb91561761651af975fbf56650675b0abf33b0e0fc6',
    );
  });

  it('cannot be had without the pepper', () => {
    const { text } = generateKey('live');
    const stored = hashKey(text, secrets);
    expect(keyMatches(text, stored, secrets)).toBe(true);
    expect(keyMatches(text, stored, secretsWith(Buffer.alloc(32, 8)))).toBe(false);
    expect(stored.hash).not.toEqual(createHash('sha256').update(text).digest());
  });

  it('matches its own key alone', () => {
    const stored = hashKey(generateKey('live').text, secrets);
    for (let n = 0; n < 100; n += 1) expect(keyMatches(generateKey('live').text, stored, secrets)).toBe(false);
  });

  it('matches nothing when there is none, or when it is of an unknown pepper or of another length', () => {
    const { text } = generateKey('live');
    const { hash, pepperVersion } = hashKey(text, secrets);
    expect(keyMatches(text, undefined, secrets)).toBe(false);
    expect(keyMatches(text, { hash, pepperVersion: 2 }, secrets)).toBe(false);
    expect(keyMatches(text, { hash: hash.subarray(0, 31), pepperVersion }, secrets)).toBe(false);
    expect(keyMatches(text, { hash: new Uint8Array(0), pepperVersion }, secrets)).toBe(false);
  });
});
