import { createHash } from 'node:crypto';
import { createClient } from '@redis/client';
import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';
import type { WindowCounter, WindowRule } from './limit-window.ts';

/** What `@upstash/ratelimit` asks of its store. */
type RatelimitStore = ConstructorParameters<typeof Ratelimit>[0]['redis'];

const prefix = 'holdfast:limit';

/** Counts in Upstash Redis over its REST interface: one budget for all instances. */
export function createUpstashCounter(url: string, token: string): WindowCounter {
  // Our own deadline decides when to give up; a retry would only outlive it.
  return sharedCounter('upstash', new Redis({ url, token, retry: false, enableTelemetry: false }), async () => {});
}

/**
 * Counts in any Redis from version 5 on: one budget for all instances. Connects on its own, again and again; while
 * there is no connection attempts fail at once, so that the caller's policy decides.
 */
export function createRedisCounter(url: string, onError: (error: unknown) => void): WindowCounter {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: 2_000, reconnectStrategy: (retries) => Math.min(100 * 2 ** Math.min(retries, 6), 5_000) },
  });
  client.on('error', onError);
  void client.connect().catch(onError);
  return sharedCounter('redis', scriptsFor(client), async () => {
    if (client.isOpen) client.destroy();
  });
}

/** The commands that the scripts need. */
interface RedisClient {
  evalSha(digest: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  get(key: string): Promise<unknown>;
  set(key: string, value: string): Promise<unknown>;
}

/**
 * Lets `@upstash/ratelimit` run on plain Redis. Its scripts begin with a shebang line whose flag only Upstash knows;
 * without that line they are ordinary scripts, with another digest.
 */
function scriptsFor(client: RedisClient): RatelimitStore {
  const digests = new Map<string, string>();
  const plain = (script: string) => script.replace(/^#!.*\n/, '');
  const text = (values: readonly unknown[]) => values.map(String);
  const store = {
    evalsha: (digest: string, keys: string[], args: unknown[]) =>
      client.evalSha(digests.get(digest) ?? digest, { keys, arguments: text(args) }),
    eval: (script: string, keys: string[], args: unknown[]) => {
      digests.set(sha1(script), sha1(plain(script)));
      return client.eval(plain(script), { keys, arguments: text(args) });
    },
    get: (key: string) => client.get(key),
    set: (key: string, value: unknown) => client.set(key, String(value)),
  };
  return store as unknown as RatelimitStore;
}

/** Redis names scripts by SHA-1; nothing is protected by it. */
function sha1(script: string): string {
  return createHash('sha1').update(script).digest('hex');
}

function sharedCounter(
  store: WindowCounter['store'],
  redis: RatelimitStore,
  close: () => Promise<void>,
): WindowCounter {
  const limiters = new Map<string, Ratelimit>();
  const limiterOf = (name: string, rule: WindowRule): Ratelimit => {
    const made =
      limiters.get(name) ??
      new Ratelimit({
        redis,
        limiter: Ratelimit.slidingWindow(rule.limit, `${rule.windowSeconds} s`),
        prefix: `${prefix}:${name}`,
        // Its own deadline lets attempts through; ours decides by the limit's row.
        timeout: 0,
        // Its cache would go on refusing until the end of a fixed window.
        ephemeralCache: false,
      });
    limiters.set(name, made);
    return made;
  };
  return {
    store,
    async take(name, key, rule) {
      const { success, remaining, reset } = await limiterOf(name, rule).limit(key);
      const untilReset = Math.max(0, (reset - Date.now()) / 1000);
      return {
        allowed: success,
        remaining,
        retryAfterSeconds: success && remaining > 0 ? 0 : untilReset,
        firstRefusal: !success,
        instant: success ? String(Date.now()) : null,
      };
    },
    async refund(name, key, rule) {
      await limiterOf(name, rule).limit(key, { rate: -1 });
    },
    close,
  };
}
