import { expect, test } from 'vitest';
import { keptBackups } from '#lib/tenancy/backup/rotation.ts';

const day = 86_400_000;
const keep = { daily: 7, weekly: 4, monthly: 6 };

/** One backup a day, twice on each fifth, ending at `end`. */
function daily(days: number, end: string) {
  return Array.from({ length: days }, (_, back) => {
    const at = new Date(Date.parse(end) - back * day).toISOString();
    const first = { id: `${at.slice(0, 10)} early`, startedAt: at.replace(/T.*/, 'T01:00:00.000Z') };
    const last = { id: at.slice(0, 10), startedAt: at };
    return back % 5 === 0 ? [last, first] : [last];
  }).flat();
}

test('keeps the last backup of each of seven days, four weeks and six months, and nothing else', () => {
  const kept = [...keptBackups(daily(400, '2026-11-22T02:20:00.000Z'), keep)].sort().reverse();
  expect(kept).toEqual([
    // Days. The 22nd is a Sunday, the end of its week.
    ...['2026-11-22', '2026-11-21', '2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17', '2026-11-16'],
    // Sundays of the weeks before.
    ...['2026-11-15', '2026-11-08', '2026-11-01'],
    // Last days of the months before.
    ...['2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30'],
  ]);
});

test('counts periods that have a backup, not days that went by: a server that was off loses none of its old ones', () => {
  const backups = ['2025-01-03', '2025-01-04', '2025-06-10', '2026-11-22'].map((on) => ({
    id: on,
    startedAt: `${on}T02:20:00.000Z`,
  }));
  expect([...keptBackups(backups, { daily: 2, weekly: 3, monthly: 3 })].sort()).toEqual([
    '2025-01-04',
    '2025-06-10',
    '2026-11-22',
  ]);
});

test('never lets the newest go, whatever the setting says', () => {
  const backups = daily(3, '2026-01-02T02:20:00.000Z');
  expect([...keptBackups(backups, { daily: 0, weekly: 0, monthly: 0 })]).toEqual(['2026-01-02']);
  expect(keptBackups([], keep).size).toBe(0);
});
