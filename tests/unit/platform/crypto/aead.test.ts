import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { seal, unseal } from '#lib/platform/crypto/aead.ts';

const key = randomBytes(32);
const secret = Buffer.from('a secret of some length');

describe('a sealed value', () => {
  test('opens under its key and context, to exactly what was sealed', () => {
    expect(unseal(key, seal(key, secret, 'org_a'), 'org_a')).toEqual(secret);
    expect(unseal(key, seal(key, new Uint8Array(0), ''), '')).toHaveLength(0);
  });

  test('is different each time and shows nothing of its content', () => {
    const [a, b] = [seal(key, secret, 'x'), seal(key, secret, 'x')];
    expect(a.equals(b)).toBe(false);
    expect(a.includes(secret.subarray(0, 8))).toBe(false);
    expect(a).toHaveLength(1 + 12 + secret.length + 16);
  });

  test('is refused under another key, another context, and with any one byte changed', () => {
    const sealed = seal(key, secret, 'org_a');
    expect(() => unseal(randomBytes(32), sealed, 'org_a')).toThrow(/does not open/);
    expect(() => unseal(key, sealed, 'org_b')).toThrow(/does not open/);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(key, changed, 'org_a')).toThrow();
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => unseal(key, sealed.subarray(0, length), 'org_a')).toThrow();
    }
  });
});
