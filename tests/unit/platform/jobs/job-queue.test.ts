import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fail } from '#lib/platform/errors.ts';
import { createJobQueue } from '#lib/platform/jobs/create-job-queue.ts';
import type { JobProgress, JobQueue, JobRequest } from '#lib/platform/jobs/job-queue.ts';
import { createLog } from '#lib/platform/log.ts';
import { openTestTenancy, type TestTenancy } from '../../../support/tenancy.ts';
import { createTestClock, type TestClock } from '../../../support/test-clock.ts';

let tenancy: TestTenancy;
let clock: TestClock;
let orgId: string;
const queues: JobQueue[] = [];

beforeEach(async () => {
  clock = createTestClock();
  tenancy = await openTestTenancy({ clock });
  orgId = await tenancy.createOrg();
});

afterEach(async () => {
  for (const queue of queues.splice(0)) await queue.stop();
  await tenancy.remove();
});

function queueWith(
  run: (job: JobRequest) => Promise<JobProgress>,
  parallel = 2,
  longKinds: ReadonlySet<string> = new Set(),
): JobQueue {
  const queue = createJobQueue({
    db: tenancy.tenancy.control,
    clock,
    log: createLog('silent'),
    run,
    parallel,
    longKinds,
    pollMs: 5,
  });
  queues.push(queue);
  return queue;
}

function job(subject: string): JobRequest {
  return { kind: 'tests.run', orgId, subject, actor: 'usr_test' };
}

interface StoredJob {
  readonly subject: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly runAfter: string;
}

function stored(): Promise<StoredJob[]> {
  return tenancy.tenancy.control.all<StoredJob>(
    'SELECT subject, state, attempts, lastError, runAfter FROM Job ORDER BY id',
  );
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 5_000; Date.now() < deadline; await wait(5)) if (await condition()) return;
  throw new Error('it did not happen within 5 s');
}

describe('a job', () => {
  test('runs once, with what it was asked for, and is forgotten when it is done', async () => {
    const ran: JobRequest[] = [];
    const queue = queueWith(async (request) => {
      ran.push(request);
      return { done: true };
    });
    await queue.enqueue(job('one'));
    queue.start();
    await until(async () => (await stored()).length === 0);
    expect(ran).toEqual([expect.objectContaining(job('one'))]);
  });

  test('that is not done goes on at once, and others have their turn in between', async () => {
    const order: string[] = [];
    const left = new Map([
      ['long', 4],
      ['short', 1],
    ]);
    const queue = queueWith(async ({ subject }) => {
      order.push(subject);
      clock.advance(1);
      const rest = (left.get(subject) ?? 0) - 1;
      left.set(subject, rest);
      return { done: rest <= 0 };
    }, 1);
    await queue.enqueue(job('long'));
    clock.advance(1);
    await queue.enqueue(job('short'));
    queue.start();
    await until(async () => (await stored()).length === 0);
    expect(order.filter((subject) => subject === 'long')).toHaveLength(4);
    expect(order.indexOf('short')).toBeLessThan(3);
  });

  test('that takes minutes holds up others of such kinds alone, however many of them wait', async () => {
    let underWay = 0;
    let most = 0;
    const short: string[] = [];
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const queue = queueWith(
      async ({ kind, subject }) => {
        if (kind === 'tests.run') {
          short.push(subject);
          return { done: true };
        }
        underWay += 1;
        most = Math.max(most, underWay);
        await released;
        underWay -= 1;
        return { done: true };
      },
      2,
      new Set(['tests.long', 'tests.longer']),
    );
    for (const n of [1, 2, 3, 4]) {
      await queue.enqueue({ ...job(`long-${n}`), kind: n % 2 === 0 ? 'tests.long' : 'tests.longer' });
    }
    clock.advance(1);
    for (const subject of ['one', 'two', 'three']) await queue.enqueue(job(subject));
    queue.start();
    await until(() => short.length === 3);
    release();
    await until(async () => (await stored()).length === 0);
    expect(most).toBe(1);
  });

  test('asked for many times at once runs once', async () => {
    let runs = 0;
    const queue = queueWith(async () => {
      runs += 1;
      return { done: true };
    });
    await Promise.all(Array.from({ length: 50 }, () => queue.enqueue(job('same'))));
    expect(await stored()).toHaveLength(1);
    queue.start();
    await until(async () => (await stored()).length === 0);
    await wait(30);
    expect(runs).toBe(1);
  });

  test('asked for again while it runs runs once more, so that nothing it was asked for is missed', async () => {
    let runs = 0;
    const release: (() => void)[] = [];
    const queue = queueWith(async () => {
      runs += 1;
      if (runs === 1) await new Promise<void>((resolve) => release.push(resolve));
      return { done: true };
    });
    await queue.enqueue(job('busy'));
    queue.start();
    await until(() => release.length === 1);
    await queue.enqueue(job('busy'));
    release[0]?.();
    await until(async () => (await stored()).length === 0);
    expect(runs).toBe(2);
  });

  test('with a delay waits for it, unless it is asked for again without one', async () => {
    const ran: string[] = [];
    const queue = queueWith(async ({ subject }) => {
      ran.push(subject);
      return { done: true };
    });
    await queue.enqueue(job('later'), { delaySeconds: 60 });
    await queue.enqueue(job('sooner'), { delaySeconds: 60 });
    await queue.enqueue(job('sooner'));
    queue.start();
    await until(() => ran.length === 1);
    await wait(30);
    expect(ran).toEqual(['sooner']);
    clock.advance(61);
    await until(() => ran.length === 2);
  });
});

describe('a job that fails', () => {
  test('is tried again, later each time, and is dead after eight attempts; asked for again it starts afresh', async () => {
    const at: number[] = [];
    let broken = true;
    const queue = queueWith(async () => {
      at.push(clock.now().getTime());
      if (broken) throw fail('storage_unavailable');
      return { done: true };
    });
    await queue.enqueue(job('unlucky'));
    queue.start();
    for (let attempt = 1; attempt < 8; attempt += 1) {
      await until(async () => (await stored())[0]?.attempts === attempt && (await stored())[0]?.state === 'queued');
      const [waiting] = await stored();
      expect(waiting?.lastError).toBe('storage_unavailable');
      const pauseSeconds = (Date.parse(waiting?.runAfter ?? '') - clock.now().getTime()) / 1000;
      expect(pauseSeconds).toBeGreaterThanOrEqual(Math.min(300, 2 ** attempt) / 2);
      expect(pauseSeconds).toBeLessThanOrEqual(300);
      clock.advance(301);
    }
    await until(async () => (await stored())[0]?.state === 'dead');
    expect(at).toHaveLength(8);
    clock.advance(10_000);
    await wait(30);
    expect(at).toHaveLength(8);

    broken = false;
    await queue.enqueue(job('unlucky'));
    await until(async () => (await stored()).length === 0);
    expect(at).toHaveLength(9);
  });

  test('for what it asks is not tried again, and does not stop the others', async () => {
    const queue = queueWith(async ({ subject }) => {
      if (subject === 'refused') throw fail('not_found');
      return { done: true };
    });
    await queue.enqueue(job('refused'));
    await queue.enqueue(job('fine'));
    queue.start();
    await until(async () => (await stored()).length === 1);
    await until(async () => (await stored())[0]?.state === 'dead');
    expect(await stored()).toMatchObject([{ subject: 'refused', lastError: 'not_found', attempts: 1 }]);
  });
});

describe('stopping', () => {
  test('waits for the piece under way and leaves the rest for the next start', async () => {
    let pieces = 0;
    const run = async () => {
      pieces += 1;
      await wait(20);
      return { done: pieces >= 3 };
    };
    const queue = queueWith(run);
    await queue.enqueue(job('long'));
    queue.start();
    await until(() => pieces === 1);
    await queue.stop();
    expect(await stored()).toMatchObject([{ state: 'queued', attempts: 0 }]);
    const before = pieces;

    queueWith(run).start();
    await until(async () => (await stored()).length === 0);
    expect(pieces).toBe(Math.max(3, before + 1));
  });

  test('a job that an earlier process left running is taken up at once', async () => {
    const queue = queueWith(async () => ({ done: true }));
    await queue.enqueue(job('orphan'));
    await tenancy.tenancy.control.write((tx) =>
      tx.run("UPDATE Job SET state = 'running', attempts = 1, leaseUntil = '9999-01-01T00:00:00.000Z'"),
    );
    queue.start();
    await until(async () => (await stored()).length === 0);
  });

  test('a job that ended the process again and again is given up', async () => {
    let runs = 0;
    const queue = queueWith(async () => {
      runs += 1;
      return { done: true };
    });
    await queue.enqueue(job('killer'));
    await tenancy.tenancy.control.write((tx) => tx.run("UPDATE Job SET state = 'running', attempts = 8"));
    queue.start();
    await until(async () => (await stored())[0]?.state === 'dead');
    expect(runs).toBe(0);
  });
});
