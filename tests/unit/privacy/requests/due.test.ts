import { describe, expect, it } from 'vitest';
import { daysLeft, dueAt, dueReminder, extendedDueAt, nextReminderAt } from '#lib/privacy/requests/due.ts';

const end = (day: string) => `${day}T23:59:59.999Z`;

describe('the term of a request', () => {
  it.each([
    // GDPR, article 12, paragraph 3; the day of receipt is not counted.
    ['2026-03-05T00:00:00.000Z', '2026-04-06', 'the same date of the next month; 5 April 2026 is a Sunday'],
    ['2026-03-02T23:59:59.999Z', '2026-04-02', 'the last hour of a day is that day'],
    ['2026-03-03T00:00:00.000Z', '2026-04-03', 'the first hour of a day is that day'],
    ['2026-01-31T10:00:00.000Z', '2026-03-02', '28 February is a Saturday'],
    ['2025-01-31T10:00:00.000Z', '2025-02-28', 'a month without that date: its last day'],
    ['2028-01-31T10:00:00.000Z', '2028-02-29', 'a leap year'],
    ['2028-01-30T10:00:00.000Z', '2028-02-29', 'one date earlier, the same last day'],
    ['2027-01-29T10:00:00.000Z', '2027-03-01', '28 February is a Sunday'],
    ['2026-05-31T10:00:00.000Z', '2026-06-30', 'a month of thirty days'],
    ['2026-08-31T10:00:00.000Z', '2026-09-30', 'another'],
    ['2026-12-31T10:00:00.000Z', '2027-02-01', 'over the year; 31 January 2027 is a Sunday'],
    ['2026-11-30T10:00:00.000Z', '2026-12-30', 'no longer than the same date'],
    ['2026-07-08T10:00:00.000Z', '2026-08-10', 'a Saturday becomes the Monday after'],
  ])('received %s: until the end of %s (%s)', (received, day) => {
    expect(dueAt(received)).toBe(end(day));
  });

  it.each([
    ['2026-01-31T10:00:00.000Z', '2026-04-30', 'counted from receipt, not from the end of the first term'],
    ['2026-11-30T10:00:00.000Z', '2027-03-01', '28 February 2027 is a Sunday'],
    ['2026-03-02T10:00:00.000Z', '2026-06-02', 'three months in all'],
  ])('extended, received %s: until the end of %s (%s)', (received, day) => {
    expect(extendedDueAt(received)).toBe(end(day));
  });

  it('never ends on a Saturday or Sunday, and never before the same date of the month', () => {
    for (let day = 0; day < 1_500; day += 1) {
      const received = new Date(Date.UTC(2026, 0, 1 + day, 13)).toISOString();
      for (const due of [dueAt(received), extendedDueAt(received)]) {
        expect([0, 6], received).not.toContain(new Date(due).getUTCDay());
        expect(due.endsWith('T23:59:59.999Z')).toBe(true);
      }
      const days = daysLeft(dueAt(received), new Date(received));
      expect(days, received).toBeGreaterThanOrEqual(28);
      expect(days, received).toBeLessThanOrEqual(33);
    }
  });
});

describe('reminders of a term', () => {
  const due = end('2026-06-15');
  const at = (text: string) => new Date(text);

  it.each([
    ['2026-06-07T23:59:59.999Z', null, null],
    ['2026-06-08T00:00:00.000Z', null, 7],
    ['2026-06-10T12:00:00.000Z', 7, null],
    ['2026-06-13T23:59:00.000Z', 7, null],
    ['2026-06-14T00:00:00.000Z', 7, 1],
    ['2026-06-14T00:00:00.000Z', null, 1],
    ['2026-06-15T23:59:59.999Z', 1, null],
    ['2026-06-16T00:00:00.000Z', 1, null],
    ['2026-07-16T00:00:00.000Z', null, null],
  ])('at %s, reminded of %s: %s', (now, remindedDays, expected) => {
    expect(dueReminder({ dueAt: due, remindedDays }, at(now))).toBe(expected);
  });

  it('come at the first moment of their days, then no more', () => {
    const next = (now: string) => nextReminderAt({ dueAt: due }, at(now))?.toISOString() ?? null;
    expect(next('2026-05-20T12:00:00.000Z')).toBe('2026-06-08T00:00:00.000Z');
    expect(next('2026-06-08T00:00:00.000Z')).toBe('2026-06-14T00:00:00.000Z');
    expect(next('2026-06-14T10:00:00.000Z')).toBe('2026-06-16T00:00:00.000Z');
    expect(next('2026-06-16T00:00:00.000Z')).toBeNull();
  });

  it('count days by the calendar', () => {
    expect(daysLeft(due, at('2026-06-15T00:00:00.000Z'))).toBe(0);
    expect(daysLeft(due, at('2026-06-15T23:59:59.000Z'))).toBe(0);
    expect(daysLeft(due, at('2026-06-16T00:00:00.000Z'))).toBe(-1);
    expect(daysLeft(due, at('2026-06-08T23:00:00.000Z'))).toBe(7);
  });
});
