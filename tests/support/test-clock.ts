import type { Clock } from '#lib/platform/clock.ts';

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  advance(seconds: number): void;
  setTo(at: Date | string): void;
}

export function createTestClock(start: Date | string = '2026-03-01T12:00:00.000Z'): TestClock {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    advance: (seconds) => {
      at += seconds * 1000;
    },
    setTo: (instant) => {
      at = new Date(instant).getTime();
    },
  };
}
