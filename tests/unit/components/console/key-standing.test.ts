import { describe, expect, it } from 'vitest';
import { addressLines, endOfDay } from '../../../../app/(console)/[org]/api-keys/key-input.ts';
import { standingOf } from '../../../../components/console/api-keys/key-standing.ts';

const now = Date.parse('2026-06-01T00:00:00.000Z');
const key = {
  id: 'key_1',
  name: 'Sync',
  mode: 'live',
  prefix: '00000000',
  scopes: ['*'],
  state: 'active',
  createdBy: 'usr_1',
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  lastUsedAddress: null,
  lastUsedRoute: null,
  allowedAddresses: [],
  replacedById: null,
  revokedFor: null,
  exposedAt: null,
} as const;

describe('how a key stands', () => {
  it.each([
    ['a key that never expires', {}, 'active'],
    ['15 days before its end', { expiresAt: '2026-06-16T00:00:00.000Z' }, 'active'],
    ['14 days before its end', { expiresAt: '2026-06-15T00:00:00.000Z' }, 'expiring'],
    ['rotated', { replacedById: 'key_2', expiresAt: '2026-06-02T00:00:00.000Z' }, 'grace'],
    ['rotated, and the grace is over', { replacedById: 'key_2', state: 'expired' }, 'expired'],
    ['expired', { state: 'expired' }, 'expired'],
    ['revoked', { state: 'revoked', revokedFor: 'request' }, 'revoked'],
    ['revoked before reasons were kept', { state: 'revoked' }, 'revoked'],
    ['leaked', { state: 'revoked', revokedFor: 'leak' }, 'leaked'],
  ] as const)('%s', (_what, changes, standing) => {
    expect(standingOf({ ...key, allowedAddresses: [], scopes: ['*'], ...changes }, now)).toBe(standing);
  });
});

describe('the forms of keys', () => {
  it('read one address from each line', () => {
    expect(addressLines(' 192.0.2.1 \r\n\n2001:db8::/32\n')).toEqual(['192.0.2.1', '2001:db8::/32']);
    expect(addressLines(null)).toEqual([]);
  });

  it('take a day to its end in UTC, and hand on what is no day for the operation to refuse', () => {
    expect(endOfDay('2026-06-30')).toBe('2026-07-01T00:00:00.000Z');
    expect(endOfDay('')).toBeUndefined();
    expect(endOfDay('soon')).toBe('soon');
  });
});
