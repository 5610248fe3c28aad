import { Cron } from 'croner';
import { type Clock, isoAfter } from '../clock.ts';
import { randomBytesFast } from '../crypto/random.ts';
import type { Database } from '../db/types.ts';
import type { Log } from '../log.ts';
import { repeat } from './repeat.ts';
import { keepLease, listLeases, meetWork, takeLease } from './schedule-store.ts';

/** One run of scheduled work. */
export interface Turn {
  /** Aborted when the process is to end, or when another process has taken the work over: stop at the next safe place. */
  readonly signal: AbortSignal;
}

export interface ScheduledWork {
  /** Names its lease and its place in the log; never changes. */
  readonly name: string;
  /** Minute, hour, day of the month, month, weekday; in UTC. */
  readonly cron: string;
  /** May be cut off anywhere and is then run again, so it finds by itself what is left to do. */
  readonly run: (turn: Turn) => Promise<unknown>;
}

interface SchedulerOptions {
  /** The control database, which holds the `ScheduleLease` table. */
  readonly db: Database<unknown>;
  readonly clock: Clock;
  readonly log: Log;
  readonly works: readonly ScheduledWork[];
  /** How often to look for what is due, in milliseconds; 30,000 by default. */
  readonly lookEveryMs?: number;
}

/** What the calendar asks for, by one process at a time. */
export interface Scheduler {
  /** When each piece of work is next due, and when it last ran; in the order of the list. */
  list(): Promise<readonly ScheduleState[]>;
  /** Runs now what is due now, and waits for it. A run that fails is logged and tried again later. */
  runDue(): Promise<void>;
  /** Catches up with what was missed and goes on until `stop`. */
  start(): void;
  /** Tells runs under way to end, and waits for them. */
  stop(): Promise<void>;
}

export interface ScheduleState {
  readonly name: string;
  /** When the last run that succeeded began. */
  readonly lastRunAt: string | null;
  readonly nextRunAt: string;
}

/** A lease that nobody renews for so long is free: its process has gone. */
const leaseSeconds = 180;
const renewEveryMs = 45_000;
/** After a failure. */
const pauseSeconds = 300;

/**
 * The time after `after` that `cron` names, in UTC.
 * @throws a `TypeError` for an expression that is none, an `Error` for one that names no time.
 */
export function timeAfter(cron: string, after: Date): Date {
  const next = new Cron(cron, { timezone: 'UTC', mode: '5-part', paused: true }).nextRun(after);
  if (next === null) throw new Error(`${cron} never comes`);
  return next;
}

/**
 * Runs work at the times that its cron expressions name. Due is what has not run since the last of its times, so that times
 * that were missed, by a server that was off or a run that failed, are caught up with one run. Nothing runs before
 * {@link Scheduler.start} or {@link Scheduler.runDue}.
 */
export function createScheduler(options: SchedulerOptions): Scheduler {
  return new LeasedScheduler(options);
}

class LeasedScheduler implements Scheduler {
  readonly #options: SchedulerOptions;
  readonly #holder = randomBytesFast(16).toString('hex');
  readonly #active = new Map<string, Promise<void>>();
  readonly #ending = new AbortController();
  #endLooking: (() => Promise<void>) | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  async list(): Promise<readonly ScheduleState[]> {
    const { db, clock, works } = this.#options;
    const rows = new Map((await listLeases(db)).map((row) => [row.name, row]));
    return works.map(({ name, cron }) => {
      const row = rows.get(name);
      const since = row?.lastRunAt ?? row?.seenAt ?? clock.now().toISOString();
      return {
        name,
        lastRunAt: row?.lastRunAt ?? null,
        nextRunAt: timeAfter(cron, new Date(since)).toISOString(),
      };
    });
  }

  async runDue(): Promise<void> {
    await this.#look();
    await Promise.all(this.#active.values());
  }

  start(): void {
    const { log, lookEveryMs = 30_000 } = this.#options;
    this.#endLooking ??= repeat(
      () => this.#look(),
      lookEveryMs,
      (error) => log.error({ err: error }, 'looking for scheduled work failed'),
    );
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#endLooking?.();
    await Promise.all(this.#active.values());
  }

  /** Begins what is due; a long run keeps nothing else from beginning. */
  async #look(): Promise<void> {
    const { db, clock, works } = this.#options;
    const now = clock.now();
    const rows = new Map((await listLeases(db)).map((row) => [row.name, row]));
    const unknown = works.filter(({ name }) => !rows.has(name));
    if (unknown.length > 0) await meetWork(db, names(unknown), now);
    for (const work of works) {
      if (this.#ending.signal.aborted) return;
      const isDue = (row: { readonly lastRunAt: string | null; readonly seenAt: string }) =>
        timeAfter(work.cron, new Date(row.lastRunAt ?? row.seenAt)) <= now;
      const row = rows.get(work.name);
      if (row === undefined || !isDue(row) || this.#active.has(work.name)) continue;
      const lease = { holder: this.#holder, now, leaseSeconds };
      if (await takeLease(db, work.name, lease, isDue)) {
        this.#active.set(work.name, this.#run(work, now));
      }
    }
  }

  async #run(work: ScheduledWork, startedAt: Date): Promise<void> {
    const { db, clock, log } = this.#options;
    const { name } = work;
    const holder = this.#holder;
    const lost = new AbortController();
    const endRenewing = repeat(
      async () => {
        if (!(await keepLease(db, name, { holder, until: isoAfter(clock.now(), leaseSeconds) }))) lost.abort();
      },
      renewEveryMs,
      (error) => log.warn({ err: error, name }, 'the lease of scheduled work could not be renewed'),
    );
    let failure: unknown;
    try {
      await work.run({ signal: AbortSignal.any([lost.signal, this.#ending.signal]) });
    } catch (error) {
      failure = error;
      log.error({ err: error, name }, 'scheduled work failed; it will be tried again');
    }
    try {
      await endRenewing();
      // Cut off by the end of the process, it has not run, and the next start takes it up at once.
      const cutOff = this.#ending.signal.aborted;
      const until = isoAfter(clock.now(), failure === undefined || cutOff ? 0 : pauseSeconds);
      const ran = failure === undefined && !cutOff;
      await keepLease(db, name, { holder, until, ...(ran ? { ranAt: startedAt.toISOString() } : {}) });
    } catch (error) {
      log.error({ err: error, name }, 'the outcome of scheduled work could not be noted');
    } finally {
      this.#active.delete(name);
    }
  }
}

const names = (works: readonly ScheduledWork[]) => works.map(({ name }) => name);
