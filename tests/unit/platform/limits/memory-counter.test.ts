import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WindowRule, WindowVerdict } from '#lib/platform/limits/limit-window.ts';
import { createMemoryCounter } from '#lib/platform/limits/memory-counter.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function liveBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function counterAt(start = 0) {
  let now = start;
  const counter = createMemoryCounter(() => now);
  return {
    take: (key: string, rule: WindowRule, name = 'rule') => counter.take(name, key, rule) as WindowVerdict,
    advance: (ms: number) => {
      now += ms;
    },
    now: () => now,
  };
}

describe('the exact sliding window', () => {
  test('lets exactly the limit through and says when the next one passes', () => {
    const counter = counterAt();
    const rule = { limit: 60, windowSeconds: 60 };
    const verdicts = Array.from({ length: 200 }, () => counter.take('a', rule));
    expect(verdicts.filter((verdict) => verdict.allowed)).toHaveLength(60);
    expect(verdicts.at(-1)).toMatchObject({ allowed: false, remaining: 0, retryAfterSeconds: 60 });
    counter.advance(59_999);
    expect(counter.take('a', rule).allowed).toBe(false);
    counter.advance(1);
    expect(counter.take('a', rule)).toMatchObject({ allowed: true, remaining: 59 });
  });

  test('refused attempts cost nothing: hammering does not prolong the wait', () => {
    const counter = counterAt();
    const rule = { limit: 1, windowSeconds: 10 };
    counter.take('a', rule);
    for (let second = 1; second < 10; second += 1) {
      counter.advance(1_000);
      expect(counter.take('a', rule)).toMatchObject({ allowed: false, retryAfterSeconds: 10 - second });
    }
    counter.advance(1_000);
    expect(counter.take('a', rule).allowed).toBe(true);
  });

  test('no window of its length, wherever it starts, holds more than the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 }),
        (limit, gaps) => {
          const counter = counterAt();
          const rule = { limit, windowSeconds: 1 };
          const passed: number[] = [];
          for (const gap of gaps) {
            counter.advance(gap);
            const inWindow = passed.filter((at) => at > counter.now() - 1_000).length;
            const verdict = counter.take('a', rule);
            expect(verdict.allowed).toBe(inWindow < limit);
            if (verdict.allowed) passed.push(counter.now());
          }
        },
      ),
    );
  });

  test('keys and rules are counted apart', () => {
    const counter = counterAt();
    const rule = { limit: 1, windowSeconds: 60 };
    expect(counter.take('a', rule).allowed).toBe(true);
    expect(counter.take('b', rule).allowed).toBe(true);
    expect(counter.take('a', rule, 'other').allowed).toBe(true);
    expect(counter.take('a', rule).allowed).toBe(false);
  });

  test('a flood of new keys does not grow memory without bound, and spares what is in use', () => {
    const counter = counterAt();
    const rule = { limit: 1_000_000, windowSeconds: 60 };
    let used = 0;
    const flood = (keys: number, label: string) => {
      for (let index = 0; index < keys; index += 1) {
        counter.take(`${label}-${index}`, rule);
        if (index % 10_000 === 0) used += counter.take('in use', rule).allowed ? 1 : 0;
      }
    };
    flood(400_000, 'first');
    const before = liveBytes();
    flood(800_000, 'second');
    expect(liveBytes() - before).toBeLessThan(10 * 1024 * 1024);
    expect(counter.take('in use', rule).remaining).toBe(rule.limit - used - 1);
  });
});
