import { EvictedAttempts } from './evicted-attempts.ts';
import type { WindowCounter, WindowRule, WindowVerdict } from './limit-window.ts';

/** One caller under one rule: the instants of the attempts that passed, oldest first; those before `head` have left. */
interface Attempts {
  instantsMs: number[];
  head: number;
}

/** All callers under one rule, in two generations: those used since the younger one began, and those used before. */
interface RuleAttempts {
  readonly windowMs: number;
  young: Map<string, Attempts>;
  old: Map<string, Attempts>;
  youngSinceMs: number;
  evicted: EvictedAttempts | null;
}

/** Callers of one generation; about 4 MB of them. Between one and two generations are counted apart under each rule. */
const generationKeysMax = 16_384;

/**
 * Counts in this process's memory, exactly: of N attempts at once, the first `limit` pass, and no window of that length,
 * wherever it starts, ever holds more.
 *
 * Memory is bounded. With more callers inside one window than a generation holds, those that were not used during a whole
 * one lose their place, and their attempts are counted in cells that they share with others ({@link EvictedAttempts}):
 * under a flood of addresses strangers may be refused early, and nobody who has spent a budget gets it back.
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
        const windowMs = rule.windowSeconds * 1000;
        all = { windowMs, young: new Map(), old: new Map(), youngSinceMs: now, evicted: null };
        rules.set(name, all);
      }
      return takeFrom(all, key, attemptsOf(all, key, now), rule, now);
    },
    refund(name, key, _rule, instant) {
      const all = rules.get(name);
      const attempts = all?.young.get(key) ?? all?.old.get(key);
      const at = attempts?.instantsMs.lastIndexOf(Number(instant)) ?? -1;
      if (attempts !== undefined && at >= attempts.head) attempts.instantsMs.splice(at, 1);
    },
    forget(name, key) {
      const all = rules.get(name);
      all?.young.delete(key);
      all?.old.delete(key);
    },
    async close() {
      rules.clear();
    },
  };
}

function attemptsOf(all: RuleAttempts, key: string, now: number): Attempts {
  const used = all.young.get(key);
  if (used !== undefined) return used;
  startGeneration(all, now);
  const attempts = all.old.get(key) ?? { instantsMs: [], head: 0 };
  all.old.delete(key);
  all.young.set(key, attempts);
  return attempts;
}

/** When the young one is full, or old enough that nothing of the old one still counts. */
function startGeneration(all: RuleAttempts, now: number): void {
  if (all.young.size < generationKeysMax && now - all.youngSinceMs < all.windowMs) return;
  for (const [key, attempts] of all.old) evict(all, key, attempts, now);
  all.old = all.young;
  all.young = new Map();
  all.youngSinceMs = now;
}

function evict(all: RuleAttempts, key: string, attempts: Attempts, now: number): void {
  dropPast(attempts, now - all.windowMs);
  const { instantsMs, head } = attempts;
  if (head === instantsMs.length) return;
  all.evicted ??= new EvictedAttempts(all.windowMs);
  for (let at = head; at < instantsMs.length; at += 1) all.evicted.add(key, instantsMs[at]!, now);
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
