import { fail } from './errors.ts';
import { type NumberedSecret, parseNumberedSecret } from './numbered-secret.ts';

/** A pepper and its number, which each hash made under it remembers. */
export type Pepper = NumberedSecret;

/**
 * The pepper that new hashes are made under and, while hashes made under it are still about, the one before. What it says
 * may change while the process runs.
 */
export interface PepperRing {
  readonly current: Pepper;
  readonly previous: Pepper | null;
  /** From now on these two. The arguments are as in {@link pepperRing}. */
  replace(current: string, previous: string): void;
}

/**
 * The peppers of an installation.
 * @param current `<number>:<64 hex digits>`; without a number it is the first.
 * @param previous the same, or nothing when no hash is left under an earlier pepper.
 * @throws `unsafe_configuration` when one is not of that form, or when both have the same number.
 */
export function pepperRing(current: string, previous: string | undefined): PepperRing {
  let now = parsed(current, 'API_KEY_PEPPER');
  let before = previous === undefined ? null : parsed(previous, 'API_KEY_PEPPER_PREVIOUS');
  assertApart(now, before);
  return {
    get current() {
      return now;
    },
    get previous() {
      return before;
    },
    replace(nextCurrent, nextPrevious) {
      const next = parsed(nextCurrent, 'API_KEY_PEPPER');
      const left = parsed(nextPrevious, 'API_KEY_PEPPER_PREVIOUS');
      assertApart(next, left);
      now = next;
      before = left;
    },
  };
}

function parsed(text: string, setting: string): Pepper {
  const pepper = parseNumberedSecret(text);
  if (pepper !== null) return pepper;
  throw fail('unsafe_configuration', {
    detail: `${setting} must be 64 hex digits, or a number, a colon and 64 hex digits`,
  });
}

function assertApart(current: Pepper, previous: Pepper | null): void {
  if (previous?.version !== current.version) return;
  throw fail('unsafe_configuration', {
    detail: `API_KEY_PEPPER and API_KEY_PEPPER_PREVIOUS are both number ${current.version}: write ${
      current.version + 1
    }: before the new one`,
  });
}
