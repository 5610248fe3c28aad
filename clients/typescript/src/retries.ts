import type { HoldfastApiError } from './errors.ts';
import type { OperationFacts } from './transport-types.ts';

const backoffSecondsFirst = 0.25;
const backoffSecondsMax = 8;

/** Whether doing it twice is the same as doing it once. */
export function mayRepeat(operation: OperationFacts): boolean {
  return operation.readsOnly === true || operation.idempotent === true || ['PUT', 'DELETE'].includes(operation.method);
}

/** How long to wait before the next attempt; null when there must be none. */
export function secondsBeforeRetry(
  operation: OperationFacts,
  error: HoldfastApiError,
  attempt: number,
  waitSecondsMax: number,
): number | null {
  const asked = error.retryAfterSeconds;
  const seconds = asked ?? backoffSeconds(attempt);
  if (seconds > waitSecondsMax) return null;
  // Nothing was done, whatever it was.
  if (error.status === 429) return asked === null ? null : seconds;
  if (error.status === 503) return mayRepeat(operation) ? seconds : null;
  // The attempt whose answer was lost is still under way.
  return error.code === 'idempotency_running' ? seconds : null;
}

/** Doubles each time, and differs from client to client so that they do not come back together. */
export function backoffSeconds(attempt: number): number {
  const most = Math.min(backoffSecondsMax, backoffSecondsFirst * 2 ** (attempt - 1));
  return most * (0.5 + Math.random() / 2);
}

export function wait(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
