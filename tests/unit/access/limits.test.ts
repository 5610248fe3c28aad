import { describe, expect, test } from 'vitest';
import { type LimitName, limits } from '#lib/access/limits.ts';
import type { Operation } from '#lib/access/operation.ts';
import { operations } from '#lib/registry.ts';

const names = Object.keys(limits) as LimitName[];

describe('the table of limits', () => {
  test('L1, L2: the limits that are promised', () => {
    const promised = {
      'api.general': ['organization', 1_000, 60],
      'api.key': ['key', 1_000, 60],
      'api.unauthenticated': ['address', 60, 60],
      'auth.address': ['address', 10, 60],
      'auth.request': ['address+email', 5, 600],
      'auth.verify': ['address', 20, 600],
      'auth.accept-invite': ['address', 20, 600],
    } as const satisfies Partial<Record<LimitName, readonly [string, number, number]>>;
    for (const [name, [by, limit, windowSeconds]] of Object.entries(promised)) {
      expect(limits[name as LimitName]).toMatchObject({ by, limit, windowSeconds });
    }
  });

  test('L2: signing in is held to the strictest of the two promises, by counting under both', () => {
    const limitsOf = (name: string): readonly LimitName[] | undefined =>
      operations.find((op: Operation) => op.name === name)?.limits;
    expect(limitsOf('auth.request')).toEqual(expect.arrayContaining(['auth.address', 'auth.request']));
    expect(limitsOf('auth.verify')).toEqual(expect.arrayContaining(['auth.address', 'auth.verify']));
    expect(limitsOf('auth.acceptInvite')).toEqual(expect.arrayContaining(['auth.address', 'auth.accept-invite']));
  });

  test('signing in and proving a key are denied while the limiter is down', () => {
    const fragile = names.filter((name) => name.startsWith('auth.') || name === 'api.unauthenticated');
    expect(fragile.length).toBeGreaterThan(5);
    for (const name of fragile) expect(limits[name].onFailure, name).toBe('deny');
  });

  test('each limit says in a sentence why it is what it is', () => {
    for (const name of names) expect(limits[name].reason, name).toMatch(/^[A-Z].{20,}\.$/);
  });
});
