import type { WindowCounter, WindowRule, WindowVerdict } from './limit-window.ts';

/** The instants of one key's attempts that passed, oldest first; those before `head` have left the window. */
interface PassedAttempts {
  instantsMs: number[];
  head: number;
  firstRefusedMs: number;
}

/**
 * Keys that one generation remembers. With two generations, memory stays bounded under a flood of new keys, and what
 * is forgotten then is what was used least recently.
 */
const generationKeysMax = 100_000;

/**
 * Counts in this process's memory, exactly: of N attempts at once, the first `limit` pass, and no window of that length,
 * wherever it starts, ever holds more.
 *
 * @param nowMs a clock that never goes back.
 */
export function createMemoryCounter(nowMs: () => number): WindowCounter {
  // Two generations forget in constant time: what was not used during a whole generation goes with it.
  let young = new Map<string, PassedAttempts>();
  let old = new Map<string, PassedAttempts>();
  let youngSinceMs = nowMs();
  let longestWindowMs = 0;

  const startGeneration = (now: number): void => {
    if (young.size < generationKeysMax && now - youngSinceMs <= longestWindowMs) return;
    old = young;
    young = new Map();
    youngSinceMs = now;
  };

  return {
    store: 'memory',
    take(name, key, rule) {
      const now = nowMs();
      longestWindowMs = Math.max(longestWindowMs, rule.windowSeconds * 1000);
      startGeneration(now);
      const id = `${name} ${key}`;
      let attempts = young.get(id);
      if (attempts === undefined) {
        attempts = old.get(id) ?? { instantsMs: [], head: 0, firstRefusedMs: Number.NEGATIVE_INFINITY };
        young.set(id, attempts);
      }
      return takeFrom(attempts, rule, now);
    },
    refund(name, key, _rule, instant) {
      const id = `${name} ${key}`;
      const attempts = young.get(id) ?? old.get(id);
      const at = attempts?.instantsMs.lastIndexOf(Number(instant)) ?? -1;
      if (attempts !== undefined && at >= attempts.head) attempts.instantsMs.splice(at, 1);
    },
    async close() {
      young = new Map();
      old = new Map();
    },
  };
}

function takeFrom(attempts: PassedAttempts, { limit, windowSeconds }: WindowRule, now: number): WindowVerdict {
  const windowMs = windowSeconds * 1000;
  while (attempts.head < attempts.instantsMs.length && attempts.instantsMs[attempts.head]! <= now - windowMs) {
    attempts.head += 1;
  }
  if (attempts.head * 2 > attempts.instantsMs.length) {
    attempts.instantsMs = attempts.instantsMs.slice(attempts.head);
    attempts.head = 0;
  }
  const allowed = attempts.instantsMs.length - attempts.head < limit;
  if (allowed) attempts.instantsMs.push(now);
  const firstRefusal = !allowed && attempts.firstRefusedMs <= now - windowMs;
  if (firstRefusal) attempts.firstRefusedMs = now;
  const remaining = limit - (attempts.instantsMs.length - attempts.head);
  const oldest = attempts.instantsMs[attempts.head];
  return {
    allowed,
    remaining,
    retryAfterSeconds: remaining > 0 || oldest === undefined ? 0 : (oldest + windowMs - now) / 1000,
    firstRefusal,
    instant: allowed ? String(now) : null,
  };
}
