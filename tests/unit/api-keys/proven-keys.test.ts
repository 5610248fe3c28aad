import { describe, expect, it } from 'vitest';
import { createProvenKeys } from '#lib/api-keys/proven-keys.ts';
import type { CredentialRow } from '#lib/api-keys/store.ts';

const row: CredentialRow = {
  id: 'key_1',
  orgId: 'org_1',
  name: 'Sync',
  prefix: '00000000',
  hash: new Uint8Array(32),
  pepperVersion: 1,
  scopes: '["*"]',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  exposedAt: null,
  mode: 'live',
  allowedAddresses: '[]',
  orgStatus: 'active',
};
const text = 'ck_live_00000000000000000000000000';

describe('a key that was proven a moment ago', () => {
  it('holds for a second, while nothing was committed; it is known for five', () => {
    const keys = createProvenKeys();
    keys.remember(text, { row, dataVersion: 7, readAtMs: 10_000 });
    expect(keys.find(text, 7, 10_999)).toEqual({ row, is: 'holds' });
    expect(keys.find(text, 7, 11_000)).toEqual({ row, is: 'known' });
    expect(keys.find(text, 8, 10_000)).toEqual({ row, is: 'known' });
    expect(keys.find(text, 7, 15_000)).toEqual({ row, is: 'known' });
    expect(keys.find(text, 7, 15_001)).toBeNull();
  });

  it('lasts no longer when the clock is set back', () => {
    const keys = createProvenKeys();
    keys.remember(text, { row, dataVersion: 7, readAtMs: 10_000 });
    expect(keys.find(text, 7, 9_999)).toBeNull();
    expect(keys.find(text, 7, 10_000)).toBeNull();
  });

  it('is forgotten when asked to, and is no other key', () => {
    const keys = createProvenKeys();
    keys.remember(text, { row, dataVersion: 7, readAtMs: 10_000 });
    expect(keys.find(`${text.slice(0, -1)}1`, 7, 10_000)).toBeNull();
    keys.forget(text);
    expect(keys.find(text, 7, 10_000)).toBeNull();
  });

  it('takes the place of the one that was proven longest ago, once there are ten thousand', () => {
    const keys = createProvenKeys();
    for (let n = 0; n < 10_000; n += 1) keys.remember(`key ${n}`, { row, dataVersion: 7, readAtMs: 10_000 });
    keys.remember('key 0', { row, dataVersion: 7, readAtMs: 10_001 });
    keys.remember('one more', { row, dataVersion: 7, readAtMs: 10_001 });
    expect(keys.find('key 1', 7, 10_001)).toBeNull();
    for (const kept of ['key 0', 'key 2', 'one more']) expect(keys.find(kept, 7, 10_001)).not.toBeNull();
  });
});
