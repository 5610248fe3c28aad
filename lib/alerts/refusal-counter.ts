import { refusalSpike } from './rules.ts';

/** Organisations that are counted at once; past that the one that has been quiet the longest is forgotten. */
const organizationsMax = 10_000;

/** Counts calls that were turned away, in memory alone: a spike is a matter of minutes. */
export class RefusalCounter {
  readonly #counts = new Map<string, { sinceMs: number; refusals: number }>();

  /** @returns how many there were, when this one makes it a spike; the count then starts anew. Else null. */
  add(orgId: string, atMs: number): number | null {
    const known = this.#counts.get(orgId);
    const current = known !== undefined && atMs - known.sinceMs < refusalSpike.windowSeconds * 1000 ? known : undefined;
    const counted = { sinceMs: current?.sinceMs ?? atMs, refusals: (current?.refusals ?? 0) + 1 };
    this.#counts.delete(orgId);
    if (counted.refusals >= refusalSpike.refusals) return counted.refusals;
    this.#counts.set(orgId, counted);
    if (this.#counts.size > organizationsMax) this.#counts.delete(this.#counts.keys().next().value ?? '');
    return null;
  }
}
