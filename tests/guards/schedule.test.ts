import { describe, expect, it } from 'vitest';
import { timeAfter } from '#lib/platform/jobs/schedule.ts';
import { scheduleTable } from '#lib/schedule-table.ts';
import { productModules } from './support/modules.ts';

describe('the schedule', () => {
  it('names each piece of work once, says what and why, and each has times', () => {
    const names = scheduleTable.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    for (const { name, cron, what, why } of scheduleTable) {
      expect(name).toMatch(/^[a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)?$/);
      expect(timeAfter(cron, new Date('2026-03-01T00:00:00.000Z')).getTime(), name).toBeGreaterThan(0);
      for (const text of [what, why]) expect(text.length, name).toBeGreaterThan(10);
    }
  });

  it('no two of them begin in the same minute of a day', () => {
    const times = scheduleTable.map(({ cron }) => cron.split(' ').slice(0, 2).join(' '));
    expect(times).toEqual([...new Set(times)]);
  });

  it('is the one list: nothing else reads the calendar', () => {
    const importing = (name: string) =>
      productModules()
        .filter((module) => module.imports.some(({ packageName }) => packageName === name))
        .map(({ path }) => path);
    expect(importing('croner')).toEqual(['lib/platform/jobs/schedule.ts']);
  });
});
