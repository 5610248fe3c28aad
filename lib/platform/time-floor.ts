/** What proving a key may cost at most; every outcome is made to last as long. CLAIMS K4. */
const floorMs = 80;

/**
 * A clock started with work whose length must not show. Waiting on it holds nothing but a timer.
 *
 * The timer runs from the start, before anything was looked at: when it fires does not depend, by as little as a timer's
 * rounding, on how long the work until then took.
 */
export interface TimeFloor {
  /**
   * Ends the clock at the floor: for a success, whose answer takes as long as it takes from there on.
   * @returns resolves once the floor has passed; at once when it has.
   */
  passed(): Promise<void>;
  /**
   * Ends the clock at the next whole multiple of the floor, and resolves then. Work that took longer than the floor (a
   * busy machine) does not show through by its length either.
   */
  nextStep(): Promise<void>;
  /** Ends the clock now: nobody waits. */
  end(): void;
}

export function startTimeFloor(): TimeFloor {
  let steps = 0;
  let wake: (() => void) | undefined;
  // One more than the floor: timers may fire up to a millisecond early.
  const timer = setInterval(() => {
    steps += 1;
    wake?.();
  }, floorMs + 1);
  const end = () => clearInterval(timer);
  const nextStep = () =>
    new Promise<void>((resolve) => {
      wake = () => {
        end();
        resolve();
      };
    });
  return {
    passed: () => {
      if (steps === 0) return nextStep();
      end();
      return Promise.resolve();
    },
    nextStep,
    end,
  };
}
