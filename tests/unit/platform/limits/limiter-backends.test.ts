import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isHoldfastError } from '#lib/platform/errors.ts';
import type { StartTimer } from '#lib/platform/limits/create-limiter.ts';
import { limiterKeptSeconds } from '#lib/privacy/retention/rules.ts';
import { startChild } from '../../../support/child.ts';
import { limiterWith, passes, type TestLimiter, testTable } from '../../../support/limiters.ts';
import { type RedisServer, redisInstalled, startRedisServer } from '../../../support/redis-server.ts';
import { startUpstashFront, type UpstashFront } from '../../../support/upstash-front.ts';

let redis: RedisServer;
let front: UpstashFront;

const settingsOf = {
  memory: () => ({}),
  redis: () => ({ REDIS_URL: redis.url }),
  upstash: () => ({ UPSTASH_REDIS_REST_URL: front.url, UPSTASH_REDIS_REST_TOKEN: front.token }),
} as const satisfies Record<string, () => Record<string, string>>;

type Backend = keyof typeof settingsOf;

beforeAll(async () => {
  if (!redisInstalled) return;
  redis = await startRedisServer();
  front = await startUpstashFront(redis.url);
});

afterAll(async () => {
  await front?.close();
  await redis?.stop();
});

/** What every backend promises. */
function promises(backend: Backend): void {
  let limiter: TestLimiter;
  let others: TestLimiter[] = [];
  let key = 0;
  /** A caller that no test has used. */
  const nobody = () => {
    key += 1;
    return `org_${backend}${key}`;
  };

  beforeAll(() => {
    limiter = limiterWith(settingsOf[backend]());
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  afterAll(async () => {
    for (const each of [limiter, ...others]) await each.close();
    others = [];
  });

  test('of N attempts at once exactly the limit passes', async () => {
    const who = nobody();
    expect(await passes(() => limiter.take('generous', who), 200)).toBe(25);
    expect(await passes(() => limiter.take('generous', nobody()), 10)).toBe(10);
    expect(await limiter.take('generous', who)).toMatchObject({ allowed: false, remaining: 0, slot: null });
    expect(limiter.state().store).toBe(backend);
  });

  test('the verdicts count down and say when one more would pass', async () => {
    const who = nobody();
    const remaining: number[] = [];
    for (let attempt = 0; attempt < 25; attempt += 1) {
      const verdict = await limiter.take('generous', who);
      remaining.push(verdict.remaining);
      if (attempt < 24) expect(verdict.retryAfterSeconds).toBe(0);
      else expect(verdict.retryAfterSeconds).toBeGreaterThan(3_500);
    }
    expect(remaining).toEqual(Array.from({ length: 25 }, (_, index) => 24 - index));
    const refused = await limiter.take('generous', who);
    expect(refused.retryAfterSeconds).toBeGreaterThan(3_500);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(3_600);
  });

  test('no window, wherever it begins, holds more than the limit, and every refusal has a full window behind it', async () => {
    const who = nobody();
    const { limit, windowSeconds } = testTable.brief;
    const instants: number[] = [];
    let refusals = 0;
    // Three windows' worth of passes, bunched as the edges of fixed windows would have it.
    while (instants.length < limit * 3) {
      const verdict = await limiter.take('brief', who);
      if (verdict.slot !== null) instants.push(Number(verdict.slot.instant));
      else {
        refusals += 1;
        await new Promise((resolve) => setTimeout(resolve, Math.min(40, verdict.retryAfterSeconds * 1000)));
      }
    }
    const window = backend === 'memory' ? windowSeconds * 1_000 : windowSeconds * 1_000_000;
    for (let at = limit; at < instants.length; at += 1) {
      expect((instants[at] ?? 0) - (instants[at - limit] ?? 0)).toBeGreaterThanOrEqual(window);
    }
    expect(refusals).toBeGreaterThan(0);
  });

  test('waiting as long as a refusal says is enough', async () => {
    const who = nobody();
    let refused = await limiter.take('brief', who);
    while (refused.allowed) refused = await limiter.take('brief', who);
    await new Promise((resolve) => setTimeout(resolve, Math.ceil(refused.retryAfterSeconds * 1000) + 2));
    expect((await limiter.take('brief', who)).allowed).toBe(true);
  });

  test('what was proven is given back, and of the rest never more than the limit passes', async () => {
    const address = backend === 'memory' ? '192.0.2.1' : backend === 'redis' ? '192.0.2.2' : '192.0.2.3';
    // Far more proven attempts than the limit, one after the other and at once.
    for (let attempt = 0; attempt < 60; attempt += 1) {
      const verdict = await limiter.take('guarded', address);
      expect(verdict.allowed).toBe(true);
      await limiter.refund('guarded', address, verdict);
    }
    const proven = await Promise.all(Array.from({ length: 10 }, () => limiter.take('guarded', address)));
    const guesses = await passes(() => limiter.take('guarded', address), 100);
    expect(guesses).toBe(15);
    for (const verdict of proven) await limiter.refund('guarded', address, verdict);
    expect(await passes(() => limiter.take('guarded', address), 100)).toBe(10);
    // Giving back what was given back, or was never taken, gives nothing.
    for (const verdict of proven) await limiter.refund('guarded', address, verdict);
    await limiter.refund('guarded', address, await limiter.take('guarded', address));
    expect((await limiter.take('guarded', address)).allowed).toBe(false);
  });

  test('what is forgotten begins anew, and nobody else does', async () => {
    const [gone, other] = [nobody(), nobody()];
    for (const who of [gone, other]) await passes(() => limiter.take('generous', who), 25);
    await limiter.forget([gone]);
    expect(await passes(() => limiter.take('generous', gone), 30)).toBe(25);
    expect((await limiter.take('generous', other)).allowed).toBe(false);
  });

  test.each([
    ['forward', 86_400_000],
    ['back', -86_400_000],
  ])('a day by which this machine’s clock is set %s changes nothing', async (_direction, ms) => {
    const who = nobody();
    await passes(() => limiter.take('generous', who), 20);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
    expect(await passes(() => limiter.take('generous', who), 20)).toBe(5);
    const refused = await limiter.take('generous', who);
    expect(refused.retryAfterSeconds).toBeGreaterThan(3_500);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(3_600);
  });

  if (backend === 'memory') return;

  test('of N attempts at once from three instances exactly the limit passes', async () => {
    const who = nobody();
    others = [limiterWith(settingsOf[backend]()), limiterWith(settingsOf[backend]())];
    const each = await Promise.all([limiter, ...others].map((one) => passes(() => one.take('generous', who), 60)));
    expect(each.reduce((sum, passed) => sum + passed, 0)).toBe(25);
  });

  test('of N attempts at once from three processes exactly the limit passes', async () => {
    const key = backend === 'redis' ? '198.51.100.1' : '198.51.100.2';
    const file = new URL('../../../support/limit-taker.ts', import.meta.url);
    const takers = [1, 2, 3].map(() => startChild(file, [JSON.stringify(settingsOf[backend]()), key, '60']));
    const lines = await Promise.all(takers.map((taker) => taker.line((line) => line.startsWith('passed '))));
    expect(lines.reduce((sum, line) => sum + Number(line.slice('passed '.length)), 0)).toBe(25);
    await Promise.all(takers.map((taker) => taker.ended));
  });

  test('a store that is flushed in the middle of a window counts on from nothing, exactly, its scripts too', async () => {
    const who = nobody();
    expect(await passes(() => limiter.take('generous', who), 30)).toBe(25);
    await redis.command('FLUSHALL');
    await redis.command('SCRIPT', 'FLUSH');
    expect(await passes(() => limiter.take('generous', who), 100)).toBe(25);
    expect((await limiter.take('generous', who)).allowed).toBe(false);
  });

  test('what is kept is bounded by the limit and goes by itself', async () => {
    const who = nobody();
    await passes(() => limiter.take('generous', who), 100);
    const keys = (await redis.command('KEYS', `*${who}*`)) as string[];
    expect(keys).toHaveLength(1);
    for (const kept of keys) {
      const leftMs = Number(await redis.command('PTTL', kept));
      expect(leftMs).toBeGreaterThan(0);
      expect(leftMs).toBeLessThanOrEqual(limiterKeptSeconds * 1_000);
    }
    expect(await redis.command('LLEN', `holdfast:limit:generous:${who}`)).toBe(25);
  });

  test('after the store’s own clock went back a caller waits for a window, not for the clock to catch up', async () => {
    const who = nobody();
    const log = `holdfast:limit:generous:${who}`;
    // What a clock leaves behind that was a day ahead.
    const [seconds = 0] = ((await redis.command('TIME')) as string[]).map(Number);
    const ahead = Array.from({ length: 25 }, (_, index) => String((seconds + 86_400) * 1_000_000 + index));
    await redis.command('RPUSH', log, ...ahead);
    const refused = await limiter.take('generous', who);
    expect(refused.allowed).toBe(false);
    expect(refused.retryAfterSeconds).toBeGreaterThan(3_500);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(3_600);
    // And that is true: what was made in the future counts as made now.
    const kept = ((await redis.command('LRANGE', log, '0', '-1')) as string[]).map(Number);
    const [later = 0] = ((await redis.command('TIME')) as string[]).map(Number);
    expect(kept).toHaveLength(25);
    expect(Math.max(...kept)).toBeLessThanOrEqual((later + 1) * 1_000_000);
  });

  test('a step back that is shorter than a window makes the store’s time stand still', async () => {
    const who = nobody();
    const [seconds = 0] = ((await redis.command('TIME')) as string[]).map(Number);
    const ahead = Array.from({ length: 24 }, (_, index) => String((seconds + 600) * 1_000_000 + index));
    await redis.command('RPUSH', `holdfast:limit:generous:${who}`, ...ahead);
    const verdict = await limiter.take('generous', who);
    expect(verdict.slot?.instant).toBe(ahead.at(-1));
    expect(await limiter.take('generous', who)).toMatchObject({ allowed: false });
  });

  test('e-mail addresses do not stand in the store', async () => {
    await limiter.take('mailed', '192.0.2.9 somebody@example.com');
    const keys = (await redis.command('KEYS', '*mailed*')) as string[];
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.join(' ')).not.toContain('somebody');
  });
}

describe('in memory', () => promises('memory'));
describe.skipIf(!redisInstalled)('over a real Redis', () => promises('redis'));
describe.skipIf(!redisInstalled)('over the REST interface of Upstash, a real Redis behind it', () =>
  promises('upstash'),
);

describe.skipIf(!redisInstalled)('over a Redis that refuses its clock to scripts', () => {
  test('of N attempts at once exactly the limit passes, by the clock of whoever asks', async () => {
    await redis.command('ACL', 'SETUSER', 'clockless', 'on', '>pass', '~*', '+@all', '-time');
    const limiter = limiterWith({ REDIS_URL: redis.url.replace('//', '//clockless:pass@') });
    try {
      expect(await passes(() => limiter.take('generous', 'org_clockless'), 100)).toBe(25);
      const refused = await limiter.take('generous', 'org_clockless');
      expect(refused).toMatchObject({ allowed: false, remaining: 0 });
      expect(refused.retryAfterSeconds).toBeLessThanOrEqual(3_600);
    } finally {
      await limiter.close();
    }
  });
});

describe.skipIf(!redisInstalled)('a real Redis that hangs', () => {
  test.each(['redis', 'upstash'] as const)(
    '%s: is given up while it hangs and counts on once it goes on',
    async (kind) => {
      // As though the clock of the rest after a failure ran fast; the deadline is the system's.
      const startTimer: StartTimer = (ms, fire) => {
        const timer = setTimeout(fire, ms);
        return () => clearTimeout(timer);
      };
      const limiter = limiterWith(settingsOf[kind](), { startTimer, nowMs: () => performance.now() * 20 });
      const take = () =>
        limiter.take('guarded', kind === 'redis' ? '192.0.2.50' : '192.0.2.51').then(
          ({ remaining }) => remaining,
          (error: unknown) => (isHoldfastError(error) ? error.code : String(error)),
        );
      try {
        await expect.poll(take, { timeout: 20_000 }).toBeTypeOf('number');
        redis.freeze();
        expect(await take()).toBe('limiter_unavailable');
      } finally {
        redis.thaw();
      }
      await expect.poll(take, { timeout: 20_000 }).toBeTypeOf('number');
      // What was asked while it hung may have been counted when it went on; nothing was forgotten.
      expect(await take()).toBeLessThan(24);
      await limiter.close();
    },
  );
});
