import { Ratelimit } from '@upstash/ratelimit';
import type { WindowCounter, WindowRule, WindowVerdict } from './limit-window.ts';
import { type RedisScript, scriptsFor } from './sliding-log-script.ts';

type RatelimitOptions = ConstructorParameters<typeof Ratelimit>[0];
type RatelimitAnswer = Awaited<ReturnType<Ratelimit['limit']>>;

/** The two commands that our scripts are run by. */
export interface ScriptStore {
  evalsha(digest: string, keys: string[], args: string[]): Promise<unknown>;
  eval(script: string, keys: string[], args: string[]): Promise<unknown>;
}

/** An answer of `@upstash/ratelimit` that carries what our algorithm found beyond it. */
interface ExactAnswer extends RatelimitAnswer {
  readonly verdict: WindowVerdict;
}

const prefix = 'holdfast:limit';

/**
 * Counts in Redis through `@upstash/ratelimit`, with an algorithm of ours in the place of its own: its sliding window is
 * an estimate from two fixed windows and lets more than the limit through (docs/decisions/0017).
 */
export function createSharedCounter(
  server: 'redis' | 'upstash',
  store: ScriptStore,
  close: () => Promise<void>,
): WindowCounter {
  const scripts = scriptsFor(server);
  const limiters = new Map<string, Ratelimit>();
  const limiterOf = (name: string, rule: WindowRule): Ratelimit => {
    const made =
      limiters.get(name) ??
      new Ratelimit({
        // It asks for the whole of the Upstash client; an algorithm of one's own asks for these two commands alone.
        redis: store as unknown as RatelimitOptions['redis'],
        limiter: exactWindow(rule, scripts.take, store),
        prefix: prefixOf(name),
        // Its own deadline lets attempts through; ours decides by the limit's row.
        timeout: 0,
        // Its cache would refuse by what this process saw alone.
        ephemeralCache: false,
        enableTelemetry: false,
      });
    limiters.set(name, made);
    return made;
  };
  return {
    store: server,
    async take(name, key, rule) {
      const answer = await limiterOf(name, rule).limit(key);
      return (answer as ExactAnswer).verdict;
    },
    async refund(name, key, _rule, instant) {
      await run(store, scripts.refund, [`${prefixOf(name)}:${key}`], [instant]);
    },
    async forget(name, key) {
      await run(store, scripts.forget, [`${prefixOf(name)}:${key}`], []);
    },
    close,
  };
}

const prefixOf = (name: string): string => `${prefix}:${name}`;

function exactWindow(rule: WindowRule, script: RedisScript, store: ScriptStore): RatelimitOptions['limiter'] {
  return () => ({
    async limit(_context, key): Promise<ExactAnswer> {
      const args = [rule.limit, rule.windowSeconds * 1_000_000, Date.now() * 1_000];
      const verdict = verdictIn(await run(store, script, [key], args.map(String)));
      return {
        success: verdict.allowed,
        limit: rule.limit,
        remaining: verdict.remaining,
        reset: Date.now() + verdict.retryAfterSeconds * 1000,
        pending: Promise.resolve(),
        verdict,
      };
    },
    getRemaining: notAsked,
    resetTokens: notAsked,
  });
}

/** The algorithm's interface has two more questions; nothing here asks them. */
function notAsked(): Promise<never> {
  return Promise.reject(new Error('this window is asked by taking alone'));
}

/** By its name where the server knows the script already; a server that was restarted or flushed is taught it again. */
async function run(store: ScriptStore, script: RedisScript, keys: string[], args: string[]): Promise<unknown> {
  try {
    return await store.evalsha(script.digest, keys, args);
  } catch (error) {
    if (!String(error).includes('NOSCRIPT')) throw error;
    return store.eval(script.text, keys, args);
  }
}

/** @throws when the server answered with anything but a verdict: then it has failed, and the limit's row decides. */
function verdictIn(answer: unknown): WindowVerdict {
  const [passed, remaining, waitMicroseconds, instant] = Array.isArray(answer) ? answer : [];
  const formed =
    (passed === 0 || passed === 1) &&
    isCount(remaining) &&
    isCount(waitMicroseconds) &&
    // Some clients make numbers of what looks like one.
    (passed === 0 ? instant === '' : /^\d+$/.test(String(instant)));
  if (!formed) throw new Error('the store did not answer with a verdict');
  return {
    allowed: passed === 1,
    remaining,
    retryAfterSeconds: waitMicroseconds / 1_000_000,
    instant: passed === 1 ? String(instant) : null,
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
