import type { ConsentService } from '../categories.ts';
import type { PhaseSeenOf, ScanPhase } from './observation.ts';

/** What a site is held to. */
export interface Rules {
  readonly services: readonly ConsentService[];
  /** The host of the installation: the banner comes from there. */
  readonly installationHost: string;
  readonly askAgainDays: number;
  readonly categories: readonly string[];
  /** What visitors are asked about now. */
  readonly policy: string | null;
}

/** What was seen, by phase. */
export type SeenByPhase = Readonly<Partial<Record<ScanPhase, PhaseSeenOf>>>;

/** Phases in which nothing may run that waits for consent, as far as they were walked. */
export function withoutConsent(seen: SeenByPhase): readonly PhaseSeenOf[] {
  return [
    ...(seen.before ? [seen.before] : []),
    ...[seen.rejected, seen.withdrawn].filter((each): each is PhaseSeenOf => each?.acted === true),
  ];
}
