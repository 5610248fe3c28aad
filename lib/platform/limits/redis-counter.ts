import { createClient } from '@redis/client';
import type { WindowCounter } from './limit-window.ts';
import { createSharedCounter } from './shared-counter.ts';

/** Once a second: as often as the limiter asks again after a failure. */
const reconnectMs = 1_000;

/**
 * Counts in any Redis from version 5 on: one budget for all instances. Connects on its own, once a second at most; while
 * there is no connection attempts fail at once, so that the limit's row decides.
 */
export function createRedisCounter(url: string, onError: (error: unknown) => void): WindowCounter {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    // A connection that has gone silent is noticed and made anew.
    pingInterval: 5_000,
    socket: { connectTimeout: 2_000, socketTimeout: 15_000, reconnectStrategy: () => reconnectMs },
  });
  client.on('error', onError);
  // The first attempts after a start wait for the connection, or for its failure; later ones do not.
  const tried = new Promise<void>((resolve) => {
    client.once('ready', () => resolve());
    client.once('error', () => resolve());
  });
  void client.connect().catch(onError);
  return createSharedCounter(
    'redis',
    {
      evalsha: async (digest, keys, args) => {
        await tried;
        return client.evalSha(digest, { keys, arguments: args });
      },
      eval: (script, keys, args) => client.eval(script, { keys, arguments: args }),
    },
    async () => {
      if (client.isOpen) client.destroy();
    },
  );
}
