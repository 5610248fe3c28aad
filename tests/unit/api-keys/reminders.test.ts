import { describe, expect, it } from 'vitest';
import { dueReminder } from '#lib/api-keys/reminders.ts';

const expiresAt = '2026-06-30T12:00:00.000Z';
const key = {
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt,
  revokedAt: null,
  replacedById: null,
  remindedDays: null,
};
const days = (at: string, changes: Partial<Record<keyof typeof key, unknown>> = {}) =>
  dueReminder({ ...key, ...changes } as Parameters<typeof dueReminder>[0], new Date(at))?.days ?? null;

describe('the reminder that is due', () => {
  it.each([
    ['2026-06-16T11:59:59.999Z', null],
    ['2026-06-16T12:00:00.000Z', 14],
    ['2026-06-27T11:59:59.999Z', 14],
    ['2026-06-27T12:00:00.000Z', 3],
    ['2026-06-30T11:59:59.999Z', 3],
    ['2026-06-30T12:00:00.000Z', 0],
    ['2026-07-07T12:00:00.000Z', 0],
    ['2026-07-07T12:00:00.001Z', null],
  ])('at %s is that of %s days', (at, expected) => {
    expect(days(at)).toBe(expected);
  });

  it('is not one that was sent, nor one before it', () => {
    expect(days('2026-06-20T00:00:00.000Z', { remindedDays: 14 })).toBeNull();
    expect(days('2026-06-28T00:00:00.000Z', { remindedDays: 14 })).toBe(3);
    expect(days('2026-06-28T00:00:00.000Z', { remindedDays: 3 })).toBeNull();
    expect(days('2026-06-28T00:00:00.000Z', { remindedDays: 0 })).toBeNull();
  });

  it('is none for keys that never expire, were revoked or were rotated', () => {
    const at = '2026-06-28T00:00:00.000Z';
    expect(days(at, { expiresAt: null })).toBeNull();
    expect(days(at, { revokedAt: at })).toBeNull();
    expect(days(at, { replacedById: 'key_2' })).toBeNull();
  });

  it('is none that comes before the key was made', () => {
    const tenDays = { createdAt: '2026-06-20T12:00:00.000Z' };
    expect(days('2026-06-20T12:00:01.000Z', tenDays)).toBeNull();
    expect(days('2026-06-28T00:00:00.000Z', tenDays)).toBe(3);
    const oneHour = { createdAt: '2026-06-30T11:00:00.000Z' };
    expect(days('2026-06-30T11:30:00.000Z', oneHour)).toBeNull();
    expect(days('2026-06-30T12:00:00.000Z', oneHour)).toBe(0);
  });
});
