import type { Turn } from './platform/jobs/schedule.ts';
import type { Runtime } from './runtime.ts';

/** A piece of work with a place in the calendar. */
export interface ScheduleRow {
  /** Names its lease in the control database; never changes. */
  readonly name: string;
  /** Minute, hour, day of the month, month, weekday; in UTC. */
  readonly cron: string;
  readonly what: string;
  /** Why then, and why so often. */
  readonly why: string;
  /** May be cut off anywhere and is run again: it finds by itself what is left. Work in organisations goes by jobs. */
  readonly run: (rt: Runtime, turn: Turn) => Promise<unknown>;
}

/**
 * Everything that the calendar asks for; one process at a time runs each of them. Printed into docs/generated/schedule.md.
 * What falls due within minutes looks for itself (`lib/platform/jobs/repeat.ts`).
 */
export const scheduleTable: readonly ScheduleRow[] = [];
