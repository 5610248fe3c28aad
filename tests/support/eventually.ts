import { setTimeout as wait } from 'node:timers/promises';

const secondsMax = 45;

/** What `look` answers as soon as it answers something. @throws when it has not after 45 seconds. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
): Promise<T> {
  for (const deadline = Date.now() + secondsMax * 1000; Date.now() < deadline; await wait(25)) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) return seen;
  }
  throw new Error(`not within ${secondsMax} seconds: ${what}`);
}
