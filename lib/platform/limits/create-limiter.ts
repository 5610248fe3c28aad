import { addressBlock } from '../address.ts';
import { sha256 } from '../crypto/digest.ts';
import type { Environment } from '../env.ts';
import { fail } from '../errors.ts';
import type { Log } from '../log.ts';
import { type CircuitState, createCircuit } from './circuit.ts';
import type { CounterStore, LimitRule, WindowCounter, WindowVerdict } from './limit-window.ts';
import { createMemoryCounter } from './memory-counter.ts';
import { createRedisCounter } from './redis-counter.ts';
import { createUpstashCounter } from './upstash-counter.ts';

/** A store slower than this has failed, for the attempt at hand: what depends on it is decided within 250 ms. */
export const limiterDeadlineMs = 200;
/** After a failure the store is asked once in so long, so that an outage costs each caller nothing. */
export const limiterRestMs = 1_000;
/** What a caller is told to wait when the limiter is down. */
const retryAfterSeconds = 5;

export type LimitTable<Name extends string> = Readonly<Record<Name, LimitRule>>;

/** Calls `fire` once, `ms` from now, unless it is cancelled before by what it returns. */
export type StartTimer = (ms: number, fire: () => void) => () => void;

interface LimiterOptions {
  readonly log: Log;
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number;
  /** The time of day, for people who look at the state. */
  readonly now?: () => Date;
  /** By the system's timers if not said. */
  readonly startTimer?: StartTimer;
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

/** What became of the attempts under one limit since the process started. */
export interface LimitCounts {
  allowed: number;
  refused: number;
  /** Decided without the shared store: denied, or counted in memory and so among the two others as well. */
  withoutStore: number;
}

export interface LimiterState<Name extends string> {
  readonly store: CounterStore;
  readonly circuit: CircuitState;
  readonly deadlineMs: number;
  readonly counts: Readonly<Record<Name, Readonly<LimitCounts>>>;
}

export interface RateLimiter<Name extends string> {
  take(name: Name, key: string): Promise<NamedVerdict<Name>>;
  refund(name: Name, key: string, taken: { readonly slot: Slot | null }): Promise<void>;
  forget(keys: readonly string[]): Promise<void>;
  state(): LimiterState<Name>;
  close(): Promise<void>;
}

/**
 * The limiter of this installation: over Upstash REST or Redis where one is configured, so that all instances share the
 * budgets, else in memory. An attempt that the store does not answer within {@link limiterDeadlineMs} is refused, or,
 * where the limit's row allows it, counted in this process's memory alone.
 */
export function createLimiter<Name extends string>(
  table: LimitTable<Name>,
  env: Environment,
  options: LimiterOptions,
): RateLimiter<Name> {
  const { log, nowMs, now = () => new Date(), startTimer = systemTimer } = options;
  const memory = createMemoryCounter(nowMs);
  const shared = sharedCounterOf(env, log);
  const circuit = createCircuit(nowMs, now, limiterRestMs);
  const counts = emptyCounts(table);

  const failed = (what: string, name: Name, error: unknown) => {
    // Errors of a client may hold the whole command, callers' addresses included.
    const reason = reasonOf(error);
    if (circuit.failed(reason)) log.warn({ reason, limit: name, policy: table[name].onFailure }, what);
  };

  /** What the shared store says, or null when it does not say it in time. */
  const askShared = async (counter: WindowCounter, name: Name, key: string): Promise<WindowVerdict | null> => {
    if (!circuit.admits()) return null;
    try {
      const verdict = await withinDeadline(counter.take(name, key, table[name]), startTimer);
      circuit.succeeded();
      return verdict;
    } catch (error) {
      failed('limiter did not answer', name, error);
      return null;
    }
  };

  return {
    async take(name, key) {
      const rule = table[name];
      const counted = countedKey(rule, key);
      const said = shared === null ? null : await askShared(shared, name, counted);
      if (said === null && shared !== null) {
        counts[name].withoutStore += 1;
        if (rule.onFailure === 'deny') {
          const headers = { 'Retry-After': String(retryAfterSeconds) };
          throw fail('limiter_unavailable', { detail: `limit ${name}`, headers });
        }
      }
      const verdict = said ?? (await memory.take(name, counted, rule));
      counts[name][verdict.allowed ? 'allowed' : 'refused'] += 1;
      return named(name, rule, said === null ? memory.store : (shared ?? memory).store, verdict);
    },

    async refund(name, key, { slot }) {
      if (slot === null) return;
      const counted = countedKey(table[name], key);
      if (slot.store === memory.store) return memory.refund(name, counted, table[name], slot.instant);
      if (shared === null || circuit.state().state === 'open') return;
      try {
        await withinDeadline(shared.refund(name, counted, table[name], slot.instant), startTimer);
      } catch (error) {
        failed('limiter did not take an attempt back', name, error);
      }
    },

    async forget(keys) {
      for (const [name, rule] of Object.entries<LimitRule>(table)) {
        if (rule.by !== 'organization' && rule.by !== 'key' && rule.by !== 'user') continue;
        for (const key of keys) {
          await memory.forget(name, key);
          await shared?.forget(name, key);
        }
      }
    },

    state: () => ({
      store: (shared ?? memory).store,
      circuit: circuit.state(),
      deadlineMs: limiterDeadlineMs,
      counts,
    }),

    async close() {
      await shared?.close();
      await memory.close();
    },
  };
}

function sharedCounterOf(env: Environment, log: Log): WindowCounter | null {
  if (env.UPSTASH_REDIS_REST_URL !== undefined && env.UPSTASH_REDIS_REST_TOKEN !== undefined) {
    return createUpstashCounter(env.UPSTASH_REDIS_REST_URL, env.UPSTASH_REDIS_REST_TOKEN);
  }
  if (env.REDIS_URL === undefined) return null;
  return createRedisCounter(env.REDIS_URL, (error) => log.warn({ reason: reasonOf(error) }, 'redis connection'));
}

/** Addresses are counted by block; e-mail addresses and tokens are hashed, since a shared store is no place for them. */
function countedKey(rule: LimitRule, key: string): string {
  switch (rule.by) {
    case 'organization':
    case 'key':
    case 'user':
    case 'storefront':
      return key;
    case 'address':
      return addressBlock(key);
    case 'address+email': {
      const [address = '', ...email] = key.split(' ');
      const digest = sha256(email.join(' ').trim().toLowerCase()).toString('base64url');
      return `${addressBlock(address)} ${digest}`;
    }
    case 'address+token': {
      const [address = '', token = ''] = key.split(' ');
      return `${addressBlock(address)} ${sha256(token).toString('base64url')}`;
    }
  }
}

function named<Name extends string>(
  name: Name,
  rule: LimitRule,
  store: CounterStore,
  { instant, ...verdict }: WindowVerdict,
): NamedVerdict<Name> {
  const slot = instant === null ? null : { store, instant };
  return { name, limit: rule.limit, windowSeconds: rule.windowSeconds, ...verdict, slot };
}

function emptyCounts<Name extends string>(table: LimitTable<Name>): Record<Name, LimitCounts> {
  const names = Object.keys(table) as Name[];
  return Object.fromEntries(names.map((name) => [name, { allowed: 0, refused: 0, withoutStore: 0 }])) as Record<
    Name,
    LimitCounts
  >;
}

const reasonCharsMax = 120;

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replace(/, command was: .*$/s, '').slice(0, reasonCharsMax);
}

const systemTimer: StartTimer = (ms, fire) => {
  const timer = setTimeout(fire, ms);
  return () => clearTimeout(timer);
};

async function withinDeadline<T>(answer: T | Promise<T>, startTimer: StartTimer): Promise<T> {
  let cancel = () => {};
  const deadline = new Promise<never>((_, reject) => {
    cancel = startTimer(limiterDeadlineMs, () => reject(new Error(`no answer within ${limiterDeadlineMs} ms`)));
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    cancel();
  }
}
