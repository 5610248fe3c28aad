import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMigrations } from '#lib/platform/db/migrate.ts';
import type { Database } from '#lib/platform/db/types.ts';
import {
  createScheduler,
  type ScheduledWork,
  type Scheduler,
  type Turn,
  timeAfter,
} from '#lib/platform/jobs/schedule.ts';
import { createLog } from '#lib/platform/log.ts';
import { openControl } from '#lib/tenancy/control.ts';
import { projectRoot } from '../../../support/data-folder.ts';
import { eventually } from '../../../support/eventually.ts';
import { openTestTenancy, type TestTenancy } from '../../../support/tenancy.ts';
import { createTestClock, type TestClock } from '../../../support/test-clock.ts';

let tenancy: TestTenancy;
let clock: TestClock;
const schedulers: Scheduler[] = [];
const databases: Database<unknown>[] = [];

beforeEach(async () => {
  clock = createTestClock('2026-03-01T12:00:00.000Z');
  tenancy = await openTestTenancy({ clock });
});

afterEach(async () => {
  for (const scheduler of schedulers.splice(0)) await scheduler.stop();
  for (const db of databases.splice(0)) await db.close();
  await tenancy.remove();
});

function schedulerOf(works: readonly ScheduledWork[], db: Database<unknown> = tenancy.tenancy.control): Scheduler {
  const scheduler = createScheduler({ db, clock, log: createLog('silent'), works, lookEveryMs: 5 });
  schedulers.push(scheduler);
  return scheduler;
}

/** The same control database as another process has it: handles of its own. */
async function openedAgain(): Promise<Database<unknown>> {
  const db = await openControl({
    file: join(tenancy.folder.path, 'control.db'),
    masterKeys: tenancy.masterKeys,
    migrations: readMigrations(projectRoot, 'control'),
    clock,
  });
  databases.push(db);
  return db;
}

const nightly = '17 3 * * *';

function counted(name: string, cron = nightly): { readonly work: ScheduledWork; readonly at: string[] } {
  const at: string[] = [];
  return { at, work: { name, cron, run: async () => at.push(clock.now().toISOString()) } };
}

describe('scheduled work', () => {
  test('waits for its first time, runs once at each, and says when it comes next', async () => {
    const { work, at } = counted('nightly');
    const scheduler = schedulerOf([work]);
    await scheduler.runDue();
    expect(at).toEqual([]);
    clock.setTo('2026-03-02T03:16:59.999Z');
    await scheduler.runDue();
    expect(at).toEqual([]);
    clock.setTo('2026-03-02T03:17:00.000Z');
    await scheduler.runDue();
    await scheduler.runDue();
    expect(at).toEqual(['2026-03-02T03:17:00.000Z']);
    expect(await scheduler.list()).toEqual([
      { name: 'nightly', lastRunAt: '2026-03-02T03:17:00.000Z', nextRunAt: '2026-03-03T03:17:00.000Z' },
    ]);
    clock.setTo('2026-03-03T03:17:30.000Z');
    await scheduler.runDue();
    expect(at).toHaveLength(2);
  });

  test('that was missed while the server was off is caught up at the start, once for all the times', async () => {
    const before = counted('nightly');
    await schedulerOf([before.work]).runDue();
    clock.setTo('2026-03-09T08:00:00.000Z');
    const after = counted('nightly');
    schedulerOf([after.work]).start();
    await eventually('a run', () => after.at.length === 1);
    await wait(40);
    expect(after.at).toHaveLength(1);
    clock.setTo('2026-03-10T03:17:00.000Z');
    await eventually('a run', () => after.at.length === 2);
  });

  test('that fails stops none of the others and is tried again after a pause, not at the next time', async () => {
    let broken = true;
    let tried = 0;
    const failing: ScheduledWork = {
      name: 'failing',
      cron: nightly,
      run: async () => {
        tried += 1;
        if (broken) throw new Error('the disk is full');
      },
    };
    const fine = counted('fine');
    const scheduler = schedulerOf([failing, fine.work]);
    await scheduler.runDue();
    clock.setTo('2026-03-02T03:17:00.000Z');
    await scheduler.runDue();
    expect([tried, fine.at.length]).toEqual([1, 1]);
    clock.advance(299);
    await scheduler.runDue();
    expect(tried).toBe(1);
    broken = false;
    clock.advance(1);
    await scheduler.runDue();
    expect([tried, fine.at.length]).toEqual([2, 1]);
    clock.advance(3_600);
    await scheduler.runDue();
    expect(tried).toBe(2);
  });

  test('that takes long keeps nothing else from its time, and is not begun a second time', async () => {
    let release = () => {};
    let begun = 0;
    const long: ScheduledWork = {
      name: 'long',
      cron: nightly,
      run: () => {
        begun += 1;
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      },
    };
    const hourly = counted('hourly', '0 * * * *');
    const scheduler = schedulerOf([long, hourly.work]);
    await scheduler.runDue();
    scheduler.start();
    clock.setTo('2026-03-02T03:17:00.000Z');
    await eventually('a run', () => begun === 1);
    clock.advance(3_600);
    await eventually('a run', () => hourly.at.length === 2);
    expect(begun).toBe(1);
    release();
  });
});

describe('the lease', () => {
  test('goes to one of two processes that look at the same moment', async () => {
    const other = await openedAgain();
    const here = counted('nightly');
    const there = counted('nightly');
    const two = [schedulerOf([here.work]), schedulerOf([there.work], other)];
    await Promise.all(two.map((scheduler) => scheduler.runDue()));
    for (let day = 2; day < 12; day += 1) {
      clock.setTo(`2026-03-${String(day).padStart(2, '0')}T03:17:00.000Z`);
      await Promise.all(two.map((scheduler) => scheduler.runDue()));
    }
    expect(here.at.length + there.at.length).toBe(10);
  });

  test('keeps a second process away while the first one runs, and is free once that one has gone silent', async () => {
    const other = await openedAgain();
    const signals: AbortSignal[] = [];
    let release = () => {};
    const stuck: ScheduledWork = {
      name: 'nightly',
      cron: nightly,
      run: ({ signal }: Turn) => {
        signals.push(signal);
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      },
    };
    const first = schedulerOf([stuck]);
    const second = counted('nightly');
    const waiting = schedulerOf([second.work], other);
    await first.runDue();
    clock.setTo('2026-03-02T03:17:00.000Z');
    const running = first.runDue();
    await eventually('a run', () => signals.length === 1);
    clock.advance(179);
    await waiting.runDue();
    expect(second.at).toEqual([]);
    clock.advance(1);
    await waiting.runDue();
    expect(second.at).toHaveLength(1);
    // The first one comes back late: what it notes counts no more.
    release();
    await running;
    expect((await waiting.list())[0]?.lastRunAt).toBe(second.at[0]);
  });

  test('of a run that the end of the process cuts off is given back, and the next start takes it up at once', async () => {
    let begun = false;
    const cut: ScheduledWork = {
      name: 'nightly',
      cron: nightly,
      run: ({ signal }) => {
        begun = true;
        return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      },
    };
    const first = schedulerOf([cut]);
    await first.runDue();
    clock.setTo('2026-03-02T03:17:00.000Z');
    first.start();
    await eventually('the run to begin', () => begun);
    await first.stop();
    const next = counted('nightly');
    await schedulerOf([next.work]).runDue();
    expect(next.at).toHaveLength(1);
  });
});

test('a cron expression is five fields in UTC', () => {
  expect(timeAfter('0 4 1 * *', new Date('2026-03-01T04:00:00.000Z')).toISOString()).toBe('2026-04-01T04:00:00.000Z');
  expect(() => timeAfter('0 0 4 1 * *', new Date())).toThrow();
  expect(() => timeAfter('61 * * * *', new Date())).toThrow();
});
