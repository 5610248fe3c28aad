import { Redis } from '@upstash/redis';
import type { WindowCounter } from './limit-window.ts';
import { createSharedCounter } from './shared-counter.ts';

const requestMs = 5_000;

/** Counts in Upstash Redis over its REST interface: one budget for all instances. */
export function createUpstashCounter(url: string, token: string): WindowCounter {
  const redis = new Redis({
    url,
    token,
    // None at all; `false` would still mean one. A retry would only outlive our own deadline.
    retry: { retries: 0 },
    // Nobody waits for it any more by then; without an end it would hold its connection for minutes.
    signal: () => AbortSignal.timeout(requestMs),
    enableTelemetry: false,
  });
  return createSharedCounter('upstash', redis, async () => {});
}
