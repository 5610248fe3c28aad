/** Where the product gets the time. Tests pass a clock that they move. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The instant `seconds` after `at`, as ISO 8601 UTC text with milliseconds: the form of every timestamp we store. */
export function isoAfter(at: Date, seconds: number): string {
  return new Date(at.getTime() + seconds * 1000).toISOString();
}
