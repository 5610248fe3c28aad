/** How many backups are kept, by the days, weeks and months that they are the last of. */
export interface KeptCounts {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

interface Dated {
  readonly id: string;
  readonly startedAt: string;
}

const dayMs = 86_400_000;

/**
 * Which backups stay: the newest of each of the last days, weeks (from Monday) and months that have one, in UTC, as many as
 * `keep` says; and the newest of all, whatever its age. One backup may stand for its day, its week and its month.
 * @returns their ids.
 */
export function keptBackups(backups: readonly Dated[], keep: KeptCounts): ReadonlySet<string> {
  const newestFirst = backups.toSorted(newerFirst);
  const kept = new Set(newestFirst.slice(0, 1).map(({ id }) => id));
  for (const [periodOf, count] of [
    [dayOf, keep.daily],
    [weekOf, keep.weekly],
    [monthOf, keep.monthly],
  ] as const) {
    const periods = new Set<string>();
    for (const { id, startedAt } of newestFirst) {
      const period = periodOf(startedAt);
      if (periods.has(period)) continue;
      if (periods.size >= count) break;
      periods.add(period);
      kept.add(id);
    }
  }
  return kept;
}

/** By when they were begun; of two that began at once, the one with the later id. */
export function newerFirst(a: Dated, b: Dated): number {
  const [left, right] = a.startedAt === b.startedAt ? [a.id, b.id] : [a.startedAt, b.startedAt];
  return left === right ? 0 : left < right ? 1 : -1;
}

function dayOf(at: string): string {
  return at.slice(0, 10);
}

function monthOf(at: string): string {
  return at.slice(0, 7);
}

/** The day on which its week began. */
function weekOf(at: string): string {
  const day = new Date(`${dayOf(at)}T00:00:00.000Z`);
  const sinceMonday = (day.getUTCDay() + 6) % 7;
  return new Date(day.getTime() - sinceMonday * dayMs).toISOString().slice(0, 10);
}
