/** What proving a key may cost at most; every outcome is made to last as long. CLAIMS K4. */
const floorMs = 80;

/** A clock started when authentication began. Waiting on it holds nothing but a timer. */
export interface AuthFloor {
  /** Resolves once the floor has passed; at once when it has. */
  passed(): Promise<void>;
  /**
   * Resolves at the next whole multiple of the floor. Work that took longer than the floor (a busy machine) does not show
   * through by its length either.
   */
  nextStep(): Promise<void>;
}

export function startAuthFloor(): AuthFloor {
  const startedMs = performance.now();
  const until = async (elapsedMs: number): Promise<void> => {
    // Timers may fire a little early.
    for (;;) {
      const leftMs = startedMs + elapsedMs - performance.now();
      if (leftMs <= 0) return;
      await new Promise((resolve) => setTimeout(resolve, Math.ceil(leftMs)));
    }
  };
  return {
    passed: () => until(floorMs),
    nextStep: () => until(Math.ceil((performance.now() - startedMs) / floorMs) * floorMs),
  };
}
