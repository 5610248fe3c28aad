import { EvictedAttempts } from './evicted-attempts.ts';
import type { WindowCounter, WindowRule, WindowVerdict } from './limit-window.ts';

/** One caller under one rule: the instants of the attempts that passed, oldest first; those before `head` have left. */
interface Attempts {
  instantsMs: number[];
  head: number;
}

/** All callers under one rule. */
interface RuleAttempts {
  readonly windowMs: number;
  /** In the order of last use. */
  readonly byKey: Map<string, Attempts>;
  evicted: EvictedAttempts | null;
}

/** Callers that are counted apart under one rule, at once; about 8 MB of them. */
const keysMax = 32_768;
/** Callers looked at for being over, at each attempt: more than one, so that the past is cleared faster than it grows. */
const sweepMax = 2;

/**
 * Counts in this process's memory, exactly: of N attempts at once, the first `limit` pass, and no window of that length,
 * wherever it starts, ever holds more.
 *
 * Memory is bounded. With more than {@link keysMax} callers inside one window those used least recently lose their place,
 * and their attempts are counted in cells that they share with others ({@link EvictedAttempts}): under a flood of
 * addresses strangers may be refused early, and nobody who has spent a budget gets it back.
 *
 * @param nowMs milliseconds; a clock that goes back is taken to stand still until it has caught up.
 */
export function createMemoryCounter(nowMs: () => number): WindowCounter {
  const rules = new Map<string, RuleAttempts>();
  let latestMs = Number.NEGATIVE_INFINITY;
  const clockMs = (): number => {
    latestMs = Math.max(latestMs, nowMs());
    return latestMs;
  };

  return {
    store: 'memory',
    take(name, key, rule) {
      const now = clockMs();
      let all = rules.get(name);
      if (all === undefined) {
        all = { windowMs: rule.windowSeconds * 1000, byKey: new Map(), evicted: null };
        rules.set(name, all);
      }
      const found = all.byKey.get(key);
      if (found !== undefined) all.byKey.delete(key);
      const attempts = found ?? { instantsMs: [], head: 0 };
      makeRoom(all, now);
      all.byKey.set(key, attempts);
      return takeFrom(all, key, attempts, rule, now);
    },
    refund(name, key, _rule, instant) {
      const attempts = rules.get(name)?.byKey.get(key);
      const at = attempts?.instantsMs.lastIndexOf(Number(instant)) ?? -1;
      if (attempts !== undefined && at >= attempts.head) attempts.instantsMs.splice(at, 1);
    },
    async close() {
      rules.clear();
    },
  };
}

function takeFrom(all: RuleAttempts, key: string, attempts: Attempts, rule: WindowRule, now: number): WindowVerdict {
  const { windowMs } = all;
  dropPast(attempts, now - windowMs);
  const elsewhere = all.evicted?.countOf(key, now) ?? 0;
  const used = attempts.instantsMs.length - attempts.head + elsewhere;
  const allowed = used < rule.limit;
  if (allowed) attempts.instantsMs.push(now);
  const remaining = Math.max(0, rule.limit - used - (allowed ? 1 : 0));
  return {
    allowed,
    remaining,
    retryAfterSeconds: remaining > 0 ? 0 : waitMs(all, attempts, rule.limit, now) / 1000,
    instant: allowed ? String(now) : null,
  };
}

/** How long until one more would pass; where others' attempts are to blame, until the next time that some are dropped. */
function waitMs(all: RuleAttempts, attempts: Attempts, limit: number, now: number): number {
  const spent = attempts.instantsMs.length - attempts.head >= limit;
  const oldest = attempts.instantsMs[attempts.head];
  if (spent && oldest !== undefined) return oldest + all.windowMs - now;
  return all.evicted?.settlesInMs(now) ?? all.windowMs;
}

function dropPast(attempts: Attempts, untilMs: number): void {
  const { instantsMs } = attempts;
  while (attempts.head < instantsMs.length && instantsMs[attempts.head]! <= untilMs) attempts.head += 1;
  if (attempts.head * 2 <= instantsMs.length) return;
  attempts.instantsMs = instantsMs.slice(attempts.head);
  attempts.head = 0;
}

/** For one more caller: forgets those whose attempts have all left the window, evicts the least recently used if need be. */
function makeRoom(all: RuleAttempts, now: number): void {
  let looked = 0;
  for (const [key, attempts] of all.byKey) {
    const crowded = all.byKey.size >= keysMax;
    if (!crowded && looked === sweepMax) return;
    looked += 1;
    const over = (attempts.instantsMs.at(-1) ?? Number.NEGATIVE_INFINITY) <= now - all.windowMs;
    if (!over && !crowded) return;
    all.byKey.delete(key);
    if (!over) evict(all, key, attempts, now);
  }
}

function evict(all: RuleAttempts, key: string, attempts: Attempts, now: number): void {
  dropPast(attempts, now - all.windowMs);
  all.evicted ??= new EvictedAttempts(all.windowMs);
  for (const instantMs of attempts.instantsMs.slice(attempts.head)) all.evicted.add(key, instantMs, now);
}
