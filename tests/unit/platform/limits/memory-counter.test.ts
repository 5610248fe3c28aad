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
    refund: (key: string, rule: WindowRule, instant: string) => {
      void counter.refund('rule', key, rule, instant);
    },
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

  test('a clock that goes back stands still: nothing is forgiven and nobody waits longer', () => {
    const counter = counterAt(1_000_000);
    const rule = { limit: 2, windowSeconds: 60 };
    counter.take('a', rule);
    counter.advance(30_000);
    counter.take('a', rule);
    counter.advance(-500_000);
    expect(counter.take('a', rule)).toMatchObject({ allowed: false, retryAfterSeconds: 30 });
    counter.advance(500_000 + 30_000);
    expect(counter.take('a', rule).allowed).toBe(true);
    counter.advance(86_400_000);
    expect(counter.take('a', rule)).toMatchObject({ allowed: true, remaining: 1 });
  });
});

describe('under a flood of callers', () => {
  const rule = { limit: 60, windowSeconds: 60 };

  test('memory stays bounded', () => {
    const counter = counterAt();
    const flood = (keys: number, label: string) => {
      for (let index = 0; index < keys; index += 1) counter.take(`${label}-${index}`, rule);
    };
    flood(100_000, 'first');
    const before = liveBytes();
    flood(300_000, 'second');
    expect(liveBytes() - before).toBeLessThan(10 * 1024 * 1024);
  });

  test('whoever has spent a budget does not get it back by it, nor any part of it', () => {
    const counter = counterAt();
    for (let attempt = 0; attempt < 60; attempt += 1) counter.take('spent', rule);
    for (let attempt = 0; attempt < 40; attempt += 1) counter.take('half', rule);
    for (let index = 0; index < 100_000; index += 1) {
      counter.take(`flood-${index}`, rule);
      counter.advance(0.1);
    }
    expect(counter.take('spent', rule).allowed).toBe(false);
    let more = 0;
    while (counter.take('half', rule).allowed) more += 1;
    expect(more).toBeLessThanOrEqual(20);
    // Strangers are hardly touched: a cell holds the attempts of a few others.
    expect(more).toBeGreaterThan(0);
    expect(counter.take('stranger', rule).allowed).toBe(true);
    // A window later all is as though nothing had been, and two later for whoever shares a cell.
    counter.advance(120_000);
    expect(counter.take('spent', rule)).toMatchObject({ allowed: true, remaining: 59 });
  });

  test('whoever is in use keeps a budget that is exact', () => {
    const counter = counterAt();
    let passed = 0;
    for (let index = 0; index < 100_000; index += 1) {
      counter.take(`flood-${index}`, rule);
      if (index % 1_000 === 0 && counter.take('in use', rule).allowed) passed += 1;
    }
    expect(passed).toBeGreaterThan(50);
    expect(passed).toBeLessThanOrEqual(60);
  });

  test('callers whose window is over are forgotten, without a flood', () => {
    const counter = counterAt();
    for (let index = 0; index < 10_000; index += 1) counter.take(`one-${index}`, rule);
    const before = liveBytes();
    for (let round = 0; round < 20; round += 1) {
      counter.advance(61_000);
      for (let index = 0; index < 10_000; index += 1) counter.take(`round-${round}-${index}`, rule);
    }
    expect(liveBytes() - before).toBeLessThan(3 * 1024 * 1024);
  });
});

describe('giving back', () => {
  test('takes out the very attempt, so that what is left keeps its own time', () => {
    const counter = counterAt();
    const rule = { limit: 2, windowSeconds: 60 };
    const proven = counter.take('a', rule);
    counter.advance(50_000);
    counter.take('a', rule);
    counter.refund('a', rule, proven.instant ?? '');
    counter.advance(11_000);
    // The guess at 50 s still counts at 61 s.
    expect(counter.take('a', rule).allowed).toBe(true);
    expect(counter.take('a', rule).allowed).toBe(false);
  });

  test('gives nothing for an attempt that has left the window', () => {
    const counter = counterAt();
    const rule = { limit: 1, windowSeconds: 60 };
    const proven = counter.take('a', rule);
    counter.advance(60_000);
    expect(counter.take('a', rule).allowed).toBe(true);
    counter.refund('a', rule, proven.instant ?? '');
    expect(counter.take('a', rule).allowed).toBe(false);
  });

  test('of attempts that are not given back no window ever holds more than the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.record({ gap: fc.integer({ min: 0, max: 300 }), proven: fc.boolean(), after: fc.nat(3) }), {
          minLength: 1,
          maxLength: 150,
        }),
        (limit, attempts) => {
          const counter = counterAt();
          const rule = { limit, windowSeconds: 1 };
          const kept: number[] = [];
          const owed: { readonly due: number; readonly instant: string }[] = [];
          for (const [at, { gap, proven, after }] of attempts.entries()) {
            counter.advance(gap);
            for (const { instant } of owed.filter(({ due }) => due === at)) counter.refund('a', rule, instant);
            const { allowed, instant } = counter.take('a', rule);
            if (!allowed) continue;
            if (proven) owed.push({ due: at + 1 + after, instant: instant ?? '' });
            else kept.push(counter.now());
            expect(kept.filter((then) => then > counter.now() - 1_000).length).toBeLessThanOrEqual(limit);
          }
        },
      ),
    );
  });
});
