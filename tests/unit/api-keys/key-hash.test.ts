import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateKey } from '#lib/api-keys/key-format.ts';
import { hashKey, keyMatches } from '#lib/api-keys/key-hash.ts';
import { pepperRing } from '#lib/platform/peppers.ts';

const first = '07'.repeat(32);
const second = `2:${'08'.repeat(32)}`;
const peppers = pepperRing(first, undefined);

describe('the hash of a key', () => {
  it('is HMAC-SHA256 under the pepper, so that stored hashes outlive every version of the code', () => {
    const text = 'ck_live_0123456789ABCDEFGHJKMNPQRS';
    const expected = createHmac('sha256', Buffer.alloc(32, 7)).update(`holdfast/api-key/v1\n${text}`).digest();
    expect(hashKey(text, peppers)).toEqual({ hash: expected, pepperVersion: 1 });
    expect(Buffer.from(expected).toString('hex')).toBe(
      '04d4432dbf7838d16e5cbcb91561761651af975fbf56650675b0abf33b0e0fc6',
    );
  });

  it('cannot be had without the pepper', () => {
    const { text } = generateKey('live');
    const stored = hashKey(text, peppers);
    expect(keyMatches(text, stored, peppers)).toBe(true);
    expect(keyMatches(text, stored, pepperRing('08'.repeat(32), undefined))).toBe(false);
    expect(stored.hash).not.toEqual(createHash('sha256').update(text).digest());
  });

  it('matches its own key alone', () => {
    const stored = hashKey(generateKey('live').text, peppers);
    for (let n = 0; n < 100; n += 1) expect(keyMatches(generateKey('live').text, stored, peppers)).toBe(false);
  });

  it('matches nothing when there is none, or when it is of an unknown pepper or of another length', () => {
    const { text } = generateKey('live');
    const { hash, pepperVersion } = hashKey(text, peppers);
    expect(keyMatches(text, undefined, peppers)).toBe(false);
    expect(keyMatches(text, { hash, pepperVersion: 2 }, peppers)).toBe(false);
    expect(keyMatches(text, { hash: hash.subarray(0, 31), pepperVersion }, peppers)).toBe(false);
    expect(keyMatches(text, { hash: new Uint8Array(0), pepperVersion }, peppers)).toBe(false);
  });

  it('matches under the pepper that it was made under, the current one or the one before, and under no other', () => {
    const { text } = generateKey('live');
    const old = hashKey(text, peppers);
    const both = pepperRing(second, first);
    expect(keyMatches(text, old, both)).toBe(true);
    expect(hashKey(text, both).pepperVersion).toBe(2);
    expect(keyMatches(text, hashKey(text, both), both)).toBe(true);
    expect(keyMatches(text, { ...old, pepperVersion: 2 }, both)).toBe(false);
    expect(keyMatches(text, old, pepperRing(second, undefined))).toBe(false);
    expect(keyMatches(generateKey('live').text, old, both)).toBe(false);
  });
});
