import { afterEach, describe, expect, test } from 'vitest';
import { readEnvironment } from '#lib/platform/env.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';
import {
  createLimiter,
  limiterDeadlineMs,
  limiterRestMs,
  type StartTimer,
} from '#lib/platform/limits/create-limiter.ts';
import { createLog } from '#lib/platform/log.ts';
import { freePort } from '../../../support/free-port.ts';
import { limiterWith, passes, type TestLimiter, testTable } from '../../../support/limiters.ts';
import {
  httpAnswer,
  type StubAnswer,
  type StubStore,
  startDroppingStore,
  startStubRedis,
  startStubUpstash,
} from '../../../support/stub-store.ts';

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** Timers that fire when the test says so. */
function handTimers() {
  const started: { readonly ms: number; readonly fire: () => void }[] = [];
  const startTimer: StartTimer = (ms, fire) => {
    started.push({ ms, fire });
    return () => {};
  };
  return { started, startTimer };
}

/** For conditions that hold in a moment, on a machine that is busy. */
const patient = { timeout: 20_000 };

interface Failing {
  readonly stub: StubStore;
  readonly settings: Record<string, string>;
}

const kinds = {
  async redis(answer: StubAnswer): Promise<Failing> {
    const stub = await startStubRedis(answer);
    undo.push(stub.close);
    return { stub, settings: { REDIS_URL: `redis://127.0.0.1:${stub.port}` } };
  },
  async upstash(answer: StubAnswer): Promise<Failing> {
    const stub = await startStubUpstash(answer);
    undo.push(stub.close);
    const url = `http://127.0.0.1:${stub.port}`;
    return { stub, settings: { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: 'unused' } };
  },
} as const;

/** A limiter over a store that fails, with a clock and timers in the test's hand. */
function handLimiter(settings: Record<string, string>) {
  const timers = handTimers();
  let now = 0;
  const limiter = limiterWith(settings, { nowMs: () => now, startTimer: timers.startTimer });
  undo.push(() => limiter.close());
  const advance = (ms: number) => {
    now += ms;
  };
  return { limiter, advance, timers: timers.started };
}

async function codeOf(attempt: Promise<unknown>): Promise<string | null> {
  return attempt.then(
    () => null,
    (error: unknown) => (isHoldfastError(error) ? error.code : String(error)),
  );
}

/** While the store has failed: rows that deny deny, the others are held to their limit by this process alone. */
async function expectPolicies(limiter: TestLimiter): Promise<void> {
  expect(await codeOf(limiter.take('guarded', '203.0.113.7'))).toBe('limiter_unavailable');
  expect(await codeOf(limiter.take('mailed', '203.0.113.7 a@example.com'))).toBe('limiter_unavailable');
  expect(await passes(() => limiter.take('generous', 'org_a'), 100)).toBe(25);
}

describe('the deadline', () => {
  test('leaves what denies 250 ms to be decided in', () => {
    expect(limiterDeadlineMs).toBeLessThanOrEqual(200);
  });

  test.each(['redis', 'upstash'] as const)(
    '%s: a store that never answers is given up by its timer, and only then',
    async (kind) => {
      const { settings } = await kinds[kind](() => null);
      const { limiter, timers } = handLimiter(settings);
      const attempts = [limiter.take('guarded', '203.0.113.7'), limiter.take('generous', 'org_b')];
      await expect.poll(() => timers.length, patient).toBe(2);
      expect(timers.map((timer) => timer.ms)).toEqual([limiterDeadlineMs, limiterDeadlineMs]);
      let settled = 0;
      for (const attempt of attempts)
        attempt.then(
          () => settled++,
          () => settled++,
        );
      await new Promise((turn) => setTimeout(turn, 50));
      expect(settled).toBe(0);
      for (const timer of timers) timer.fire();
      expect(await codeOf(attempts[0]!)).toBe('limiter_unavailable');
      expect(await attempts[1]).toMatchObject({ allowed: true, remaining: 24 });
      // From now on nobody waits: no further timer is started while the store rests.
      await expectPolicies(limiter);
      expect(timers).toHaveLength(2);
      expect(limiter.state()).toMatchObject({
        circuit: { state: 'open', lastFailure: { reason: `Error: no answer within ${limiterDeadlineMs} ms` } },
      });
    },
  );

  test.each(['redis', 'upstash'] as const)(
    '%s: what a slow store says after the deadline changes nothing any more',
    async (kind) => {
      let answerNow = () => {};
      const answered = new Promise<void>((resolve) => {
        answerNow = resolve;
      });
      const passed =
        kind === 'redis' ? '*4\r\n:1\r\n:24\r\n:0\r\n$1\r\n7\r\n' : httpAnswer('[{"result":[1,24,0,"Nw=="]}]');
      const { settings } = await kinds[kind](async () => {
        await answered;
        return passed;
      });
      const { limiter, timers } = handLimiter(settings);
      const attempt = limiter.take('guarded', '203.0.113.7');
      await expect.poll(() => timers.length, patient).toBe(1);
      timers[0]?.fire();
      expect(await codeOf(attempt)).toBe('limiter_unavailable');
      answerNow();
      await new Promise((turn) => setTimeout(turn, 50));
      expect(limiter.state().circuit).toMatchObject({ state: 'open', failures: 1 });
      await expectPolicies(limiter);
    },
  );

  test.each(['redis', 'upstash'] as const)(
    '%s: by the system’s own timers the answer comes in time as well',
    async (kind) => {
      const { settings } = await kinds[kind](() => null);
      const log = createLog('silent');
      const limiter = createLimiter(testTable, readEnvironment(settings), { log, nowMs: () => performance.now() });
      undo.push(() => limiter.close());
      const started = performance.now();
      expect(await codeOf(limiter.take('guarded', '203.0.113.7'))).toBe('limiter_unavailable');
      const tookMs = performance.now() - started;
      expect(tookMs).toBeGreaterThan(limiterDeadlineMs - 20);
      // Ten times over, for machines that are busy; what it is by itself is proven above.
      expect(tookMs).toBeLessThan(limiterDeadlineMs * 10);
    },
  );
});

describe('a store that is not there', () => {
  test.each(['redis', 'upstash'] as const)('%s: is not waited for', async (kind) => {
    const address = `127.0.0.1:${await freePort()}`;
    const settings: Record<string, string> =
      kind === 'redis'
        ? { REDIS_URL: `redis://${address}` }
        : { UPSTASH_REDIS_REST_URL: `http://${address}`, UPSTASH_REDIS_REST_TOKEN: 'unused' };
    // No timer ever fires: what is decided here is decided by the refused connection.
    const { limiter } = handLimiter(settings);
    await expectPolicies(limiter);
    expect(limiter.state().circuit.state).toBe('open');
  });
});

/** Answers that are no verdict, as a client of Redis or of Upstash may get them. */
const wrongAnswers: Readonly<Record<string, readonly [redis: string, upstash: string]>> = {
  'a number': [':5\r\n', '5'],
  text: ['$5\r\nhello\r\n', '"aGVsbG8="'],
  nothing: ['_\r\n', 'null'],
  'an empty list': ['*0\r\n', '[]'],
  'a list that is too short': ['*2\r\n:1\r\n:24\r\n', '[1,24]'],
  'more remaining than there can be': ['*4\r\n:1\r\n:-3\r\n:0\r\n$1\r\n7\r\n', '[1,-3,0,"Nw=="]'],
  'texts for numbers': ['*4\r\n$3\r\nyes\r\n$2\r\n24\r\n:0\r\n$1\r\n7\r\n', '["eWVz","MjQ=",0,"Nw=="]'],
  'a pass without an instant': ['*4\r\n:1\r\n:24\r\n:0\r\n$0\r\n\r\n', '[1,24,0,""]'],
};

describe('a store that answers wrongly', () => {
  test.each(Object.entries(wrongAnswers))('%s is no verdict', async (_what, [redis, upstash]) => {
    for (const { settings } of [
      await kinds.redis(() => redis),
      await kinds.upstash(() => httpAnswer(`[{"result":${upstash}}]`)),
    ]) {
      const { limiter } = handLimiter(settings);
      await expectPolicies(limiter);
    }
  });

  test.each([
    ['an error', '-ERR out of memory\r\n'],
    ['a value of another type', '-WRONGTYPE Operation against a key holding the wrong kind of value\r\n'],
  ])('redis: %s is no verdict', async (_what, answer) => {
    const { limiter } = handLimiter((await kinds.redis(() => answer)).settings);
    await expectPolicies(limiter);
  });

  test('redis: bytes that are no answer are waited for no longer than for an answer', async () => {
    const { settings } = await kinds.redis(() => 'xyzzy\r\n');
    const soon: StartTimer = (_ms, fire) => {
      const timer = setTimeout(fire, 20);
      return () => clearTimeout(timer);
    };
    const limiter = limiterWith(settings, { startTimer: soon });
    undo.push(() => limiter.close());
    await expectPolicies(limiter);
  });

  test.each([
    ['a page', httpAnswer('<html>hello</html>', '200 OK', 'text/html')],
    ['an empty body', httpAnswer('')],
    ['a refused token', httpAnswer('{"error":"WRONGPASS"}', '401 Unauthorized')],
    ['a failure', httpAnswer('{"error":"ERR"}', '500 Internal Server Error')],
    ['a page of a failure', httpAnswer('<html>', '502 Bad Gateway', 'text/html')],
    ['no outcome', httpAnswer('[]')],
    ['an outcome without a result', httpAnswer('[{}]')],
    ['something else', httpAnswer('"hello"')],
    ['bytes that are no answer', 'xyzzy\r\n\r\n'],
  ])('upstash: %s is no verdict', async (_what, answer) => {
    const { limiter } = handLimiter((await kinds.upstash(() => answer)).settings);
    await expectPolicies(limiter);
  });
});

describe('while the store is down', () => {
  test.each(['redis', 'upstash'] as const)(
    '%s: it is asked once a second, by one attempt, whatever comes',
    async (kind) => {
      const { stub, settings } = await kinds[kind](() =>
        kind === 'redis' ? '-ERR no\r\n' : httpAnswer('{"error":"no"}', '500 No'),
      );
      const { limiter, advance } = handLimiter(settings);
      expect(await codeOf(limiter.take('guarded', '203.0.113.7'))).toBe('limiter_unavailable');
      const first = stub.commands();
      expect(first).toBe(1);
      for (let second = 1; second <= 5; second += 1) {
        advance(limiterRestMs);
        const attempts = Array.from({ length: 100 }, () => limiter.take('guarded', '203.0.113.7'));
        const codes = await Promise.all(attempts.map(codeOf));
        expect(new Set(codes)).toEqual(new Set(['limiter_unavailable']));
        expect(stub.commands()).toBe(first + second);
        // Within the second nobody asks.
        advance(limiterRestMs - 1);
        await codeOf(limiter.take('guarded', '203.0.113.7'));
        expect(stub.commands()).toBe(first + second);
        advance(1 - limiterRestMs);
      }
    },
  );

  test('redis: no more than one connection a second is tried, however many ask', async () => {
    const stub = await startDroppingStore();
    undo.push(stub.close);
    const started = performance.now();
    const { limiter, advance } = handLimiter({ REDIS_URL: `redis://127.0.0.1:${stub.port}` });
    while (stub.connections() < 3) {
      await Promise.all(Array.from({ length: 20 }, () => codeOf(limiter.take('guarded', '203.0.113.7'))));
      advance(limiterRestMs);
      await new Promise((turn) => setTimeout(turn, 20));
    }
    const afterSeconds = (performance.now() - started) / 1000;
    // Timers may be some milliseconds early.
    expect(stub.connections()).toBeLessThanOrEqual(Math.floor(afterSeconds + 0.05) + 1);
  });

  test('upstash: a dropped connection is not tried again', async () => {
    const stub = await startDroppingStore();
    undo.push(stub.close);
    const settings = { UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${stub.port}`, UPSTASH_REDIS_REST_TOKEN: 'unused' };
    const { limiter } = handLimiter(settings);
    await expectPolicies(limiter);
    expect(stub.connections()).toBe(1);
  });

  test('giving back costs no wait, and the attempt stays counted', async () => {
    let works = true;
    const { stub, settings } = await kinds.upstash(() =>
      works ? httpAnswer('[{"result":[1,24,0,"Nw=="]}]') : httpAnswer('{"error":"no"}', '500 No'),
    );
    const { limiter, timers } = handLimiter(settings);
    const verdict = await limiter.take('guarded', '203.0.113.7');
    works = false;
    await limiter.refund('guarded', '203.0.113.7', verdict);
    const asked = stub.commands();
    await limiter.refund('guarded', '203.0.113.7', verdict);
    expect(stub.commands()).toBe(asked);
    expect(timers).toHaveLength(2);
  });

  test('once it answers again it counts again', async () => {
    let works = false;
    const { settings } = await kinds.upstash(() =>
      works ? httpAnswer('[{"result":[1,24,0,"Nw=="]}]') : httpAnswer('{"error":"no"}', '500 No'),
    );
    const { limiter, advance } = handLimiter(settings);
    await expectPolicies(limiter);
    works = true;
    expect(await codeOf(limiter.take('guarded', '203.0.113.7'))).toBe('limiter_unavailable');
    advance(limiterRestMs);
    expect(await limiter.take('guarded', '203.0.113.7')).toMatchObject({ allowed: true, slot: { store: 'upstash' } });
    expect(limiter.state().circuit.state).toBe('closed');
  });
});
