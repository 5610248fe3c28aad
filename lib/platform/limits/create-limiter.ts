import { addressBlock } from '../address.ts';
import { sha256 } from '../crypto/digest.ts';
import type { Environment } from '../env.ts';
import { fail } from '../errors.ts';
import type { Log } from '../log.ts';
import type { LimitRule, WindowCounter, WindowVerdict } from './limit-window.ts';
import { createMemoryCounter } from './memory-counter.ts';
import { createRedisCounter, createUpstashCounter } from './redis-counter.ts';

/** A limiter slower than this has failed, for the attempt at hand. */
const deadlineMs = 250;
/** After a failure the store is left alone for so long, so that an outage costs each caller nothing. */
const restMs = 1_000;
/** What a caller is told to wait when the limiter is down. */
const retryAfterSeconds = 5;

export type LimitTable<Name extends string> = Readonly<Record<Name, LimitRule>>;

interface LimiterOptions {
  readonly log: Log;
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number;
}

interface NamedVerdict<Name extends string> extends Omit<WindowVerdict, 'instant'> {
  readonly name: Name;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly slot: Slot | null;
}

interface Slot {
  readonly store: string;
  readonly instant: string;
}

export interface RateLimiter<Name extends string> {
  take(name: Name, key: string): Promise<NamedVerdict<Name>>;
  refund(name: Name, key: string, taken: { readonly slot: Slot | null }): Promise<void>;
  close(): Promise<void>;
}

/**
 * The limiter of this installation: over Upstash REST or Redis where one is configured, so that all instances share the
 * budgets, else in memory.
 */
export function createLimiter<Name extends string>(
  table: LimitTable<Name>,
  env: Environment,
  options: LimiterOptions,
): RateLimiter<Name> {
  const memory = createMemoryCounter(options.nowMs);
  const shared = sharedCounterOf(env, options.log);
  return shared === null ? plainLimiter(table, memory) : guardedLimiter(table, shared, memory, options);
}

function sharedCounterOf(env: Environment, log: Log): WindowCounter | null {
  if (env.UPSTASH_REDIS_REST_URL !== undefined && env.UPSTASH_REDIS_REST_TOKEN !== undefined) {
    return createUpstashCounter(env.UPSTASH_REDIS_REST_URL, env.UPSTASH_REDIS_REST_TOKEN);
  }
  if (env.REDIS_URL === undefined) return null;
  return createRedisCounter(env.REDIS_URL, (error) => log.warn({ err: error }, 'redis connection'));
}

function plainLimiter<Name extends string>(table: LimitTable<Name>, counter: WindowCounter): RateLimiter<Name> {
  return {
    async take(name, key) {
      const rule = table[name];
      return verdictOf(name, rule, counter, await counter.take(name, countedKey(rule, key), rule));
    },
    async refund(name, key, { slot }) {
      if (slot !== null) await counter.refund(name, countedKey(table[name], key), table[name], slot.instant);
    },
    close: () => counter.close(),
  };
}

/**
 * Counts in a store that may fail. An attempt that the store does not answer within {@link deadlineMs} is refused, or,
 * where the limit's row allows it, counted in this process's memory alone.
 *
 * @throws `limiter_unavailable` for rows that deny on failure.
 */
function guardedLimiter<Name extends string>(
  table: LimitTable<Name>,
  shared: WindowCounter,
  memory: WindowCounter,
  { log, nowMs }: LimiterOptions,
): RateLimiter<Name> {
  let restsUntilMs = Number.NEGATIVE_INFINITY;
  return {
    async take(name, key) {
      const rule = table[name];
      const counted = countedKey(rule, key);
      if (nowMs() >= restsUntilMs) {
        try {
          return verdictOf(name, rule, shared, await withinDeadline(shared.take(name, counted, rule)));
        } catch (error) {
          restsUntilMs = nowMs() + restMs;
          log.warn({ err: error, limit: name, policy: rule.onFailure }, 'limiter did not answer');
        }
      }
      if (rule.onFailure === 'deny') {
        throw fail('limiter_unavailable', {
          detail: `limit ${name}`,
          headers: { 'Retry-After': String(retryAfterSeconds) },
        });
      }
      return verdictOf(name, rule, memory, await memory.take(name, counted, rule));
    },
    async refund(name, key, { slot }) {
      if (slot === null) return;
      const counter = slot.store === memory.store ? memory : shared;
      try {
        await withinDeadline(counter.refund(name, countedKey(table[name], key), table[name], slot.instant));
      } catch (error) {
        log.warn({ err: error, limit: name }, 'an attempt could not be given back');
      }
    },
    close: async () => {
      await shared.close();
      await memory.close();
    },
  };
}

/** Addresses are counted by block; e-mail addresses are hashed, since a shared store is no place for them. */
function countedKey(rule: LimitRule, key: string): string {
  switch (rule.by) {
    case 'organization':
    case 'key':
      return key;
    case 'address':
      return addressBlock(key);
    case 'address+email': {
      const [address = '', ...email] = key.split(' ');
      const digest = sha256(email.join(' ').trim().toLowerCase()).toString('base64url');
      return `${addressBlock(address)} ${digest}`;
    }
  }
}

function verdictOf<Name extends string>(
  name: Name,
  rule: LimitRule,
  counter: WindowCounter,
  { instant, ...verdict }: WindowVerdict,
): NamedVerdict<Name> {
  const slot = instant === null ? null : { store: counter.store, instant };
  return { name, limit: rule.limit, windowSeconds: rule.windowSeconds, ...verdict, slot };
}

async function withinDeadline<T>(answer: T | Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
