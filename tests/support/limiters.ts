import { readEnvironment } from '#lib/platform/env.ts';
import {
  createLimiter,
  type LimitTable,
  type RateLimiter,
  type StartTimer,
} from '#lib/platform/limits/create-limiter.ts';
import { createLog } from '#lib/platform/log.ts';

/** One limit of each policy, and short windows for what must be seen to pass. */
export const testTable = {
  guarded: { by: 'address', limit: 25, windowSeconds: 3_600, onFailure: 'deny' },
  generous: { by: 'organization', limit: 25, windowSeconds: 3_600, onFailure: 'allow' },
  mailed: { by: 'address+email', limit: 2, windowSeconds: 3_600, onFailure: 'deny' },
  brief: { by: 'organization', limit: 20, windowSeconds: 1, onFailure: 'deny' },
} as const satisfies LimitTable<string>;

export type TestLimiter = RateLimiter<keyof typeof testTable>;

interface TestLimiterOptions {
  readonly nowMs?: () => number;
  readonly startTimer?: StartTimer;
}

/** Never fires: for tests of what a store says, which a busy machine may delay. */
const patience: StartTimer = () => () => {};

export function limiterWith(settings: Record<string, string>, options: TestLimiterOptions = {}): TestLimiter {
  const log = createLog('silent');
  return createLimiter(testTable, readEnvironment(settings), {
    log,
    nowMs: () => performance.now(),
    startTimer: patience,
    ...options,
  });
}

type Take = () => Promise<{ readonly allowed: boolean }>;

/** How many of that many attempts at once pass. */
export async function passes(take: Take, attempts: number): Promise<number> {
  const verdicts = await Promise.all(Array.from({ length: attempts }, take));
  return verdicts.filter((verdict) => verdict.allowed).length;
}
