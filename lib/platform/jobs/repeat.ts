/**
 * Does something now and again, one at a time, until it is told to stop: the one timer of the product. What looks by it finds
 * in the tables what has fallen due, and may look as often as it likes; what has a place in the calendar and must be done
 * once is scheduled work (`schedule.ts`), which looks by it too. A look that fails is told to `failed`, and the next one comes all the same.
 * @returns what ends that, and waits for a look under way.
 */
export function repeat(
  look: () => Promise<unknown>,
  everyMs: number,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve();
  const again = () => {
    looking = looking.then(look).then(() => undefined, failed);
  };
  again();
  const timer = setInterval(again, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
