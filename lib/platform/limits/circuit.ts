/** Whether a store may be asked. */
export interface Circuit {
  /** Whether to ask now: always while it works; once in `restMs` after it failed too often, by one attempt alone. */
  admits(): boolean;
  succeeded(): void;
  /** @returns whether this failure is news: the store worked until now, or another second without it has passed. */
  failed(reason: string): boolean;
  state(): CircuitState;
}

export interface CircuitState {
  readonly state: 'closed' | 'open';
  /** Failures of the store since the process started, those that nobody had to be told of included. */
  readonly failures: number;
  readonly lastFailure: { readonly at: Date; readonly reason: string } | null;
}

/**
 * Leaves a store alone that has failed, so that an outage costs each caller nothing and the store meets no storm when it
 * comes back.
 *
 * @param nowMs milliseconds of a clock that never goes back.
 * @param now the time of day, for people who look at the state.
 * @param failuresToOpen so many failures in a row are one too many.
 */
export function createCircuit(nowMs: () => number, now: () => Date, restMs: number, failuresToOpen = 1): Circuit {
  let openUntilMs: number | null = null;
  let failures = 0;
  let inARow = 0;
  let lastFailure: CircuitState['lastFailure'] = null;
  let toldMs = Number.NEGATIVE_INFINITY;
  return {
    admits() {
      if (openUntilMs === null) return true;
      if (nowMs() < openUntilMs) return false;
      // Whoever comes while this one asks is not let through as well.
      openUntilMs = nowMs() + restMs;
      return true;
    },
    succeeded() {
      inARow = 0;
      openUntilMs = null;
    },
    failed(reason) {
      const failedMs = nowMs();
      failures += 1;
      inARow += 1;
      lastFailure = { at: now(), reason };
      if (inARow >= failuresToOpen) openUntilMs = failedMs + restMs;
      const news = failedMs - toldMs >= restMs;
      if (news) toldMs = failedMs;
      return news;
    },
    state: () => ({ state: openUntilMs === null ? 'closed' : 'open', failures, lastFailure }),
  };
}
