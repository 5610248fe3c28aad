import { type Clock, isoAfter } from '../clock.ts';
import type { Database, SqlWriter } from '../db/types.ts';
import { toHoldfastError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { JobProgress, JobQueue, JobRequest } from './job-queue.ts';
import {
  buryJob,
  finishJob,
  requeueOrphans,
  returnJob,
  saveJob,
  saveJobIn,
  type TakenJob,
  takeJobs,
} from './job-store.ts';

interface JobQueueOptions {
  /** The control database, which holds the `Job` table. */
  readonly db: Database<unknown>;
  readonly clock: Clock;
  readonly log: Log;
  /** Does a piece of a job's work, of a few seconds at most. What it throws is tried again later. */
  readonly run: (job: JobRequest) => Promise<JobProgress>;
  /** Jobs under way at once; 2 by default, so that work in the background leaves room for requests. */
  readonly parallel?: number;
  /** Kinds whose piece of work may take minutes: one of all of them at a time, so that they never hold up all the others. */
  readonly longKinds?: ReadonlySet<string>;
  /** How often to look for jobs that have become due, in milliseconds; 1,000 by default. */
  readonly pollMs?: number;
}

/** A run that has not come back after this long is taken for lost. A run does a few seconds' work. */
const leaseSeconds = 120;
/** After this many runs in a row without getting on, a job is dead. A run that killed the process counts too. */
const attemptsMax = 8;
const backoffSecondsMin = 2;
const backoffSecondsMax = 300;

const noKinds: ReadonlySet<string> = new Set();

/** A queue over the control database. Nothing runs before {@link JobQueue.start}. */
export function createJobQueue(options: JobQueueOptions): JobQueue {
  return new ControlJobQueue(options);
}

class ControlJobQueue implements JobQueue {
  readonly #options: JobQueueOptions;
  readonly #active = new Map<string, { readonly kind: string; readonly ended: Promise<void> }>();
  /** Jobs asked for again while they ran: what they were asked for may have come too late for that run. */
  readonly #askedAgain = new Set<string>();
  #stopping = false;
  #loop: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #woken = false;

  constructor(options: JobQueueOptions) {
    this.#options = options;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  async enqueue(job: JobRequest, { delaySeconds = 0 }: { readonly delaySeconds?: number } = {}): Promise<void> {
    const { db, clock } = this.#options;
    this.#askedAgain.add(askedFor(job));
    await saveJob(db, job, clock.now(), delaySeconds);
    if (delaySeconds === 0) this.#rouse();
  }

  async enqueueIn(tx: SqlWriter, job: JobRequest): Promise<void> {
    this.#askedAgain.add(askedFor(job));
    await saveJobIn(tx, job, this.#options.clock.now(), 0);
  }

  start(): void {
    this.#loop ??= this.#work();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#rouse();
    await this.#loop;
    await Promise.all([...this.#active.values()].map(({ ended }) => ended));
  }

  async #work(): Promise<void> {
    const { db, clock, log, parallel = 2, longKinds = noKinds } = this.#options;
    let recovered = false;
    while (!this.#stopping) {
      try {
        if (!recovered) {
          const orphans = await requeueOrphans(db, clock.now());
          if (orphans > 0) log.info({ orphans }, 'taking up jobs of an earlier process');
          recovered = true;
        }
        const count = parallel - this.#active.size;
        const except = new Set(this.#active.keys());
        const isLongTaken = [...this.#active.values()].some(({ kind }) => longKinds.has(kind));
        const wanted = { count, leaseSeconds, except, longKinds, isLongTaken };
        const taken = count > 0 ? await takeJobs(db, clock.now(), wanted) : [];
        for (const job of taken) this.#active.set(job.id, { kind: job.kind, ended: this.#runOnce(job) });
      } catch (error) {
        log.error({ err: error }, 'looking for jobs failed');
      }
      await this.#rest();
    }
  }

  async #runOnce(job: TakenJob): Promise<void> {
    const { db, clock, log, run } = this.#options;
    this.#askedAgain.delete(askedFor(job));
    try {
      // A job taken once more than that was left behind by processes that ended in the midst of it.
      if (job.attempts > attemptsMax) {
        log.error({ job: job.id, kind: job.kind, orgId: job.orgId }, 'a job never came back; given up');
        await buryJob(db, job.id, clock.now(), 'never_came_back');
        return;
      }
      const { done, delaySeconds = 0 } = await run(job);
      const now = clock.now();
      await finishJob(db, job.id, now, () => (this.#askedAgain.has(askedFor(job)) ? 0 : done ? null : delaySeconds));
    } catch (error) {
      await this.#noteFailure(job, error);
    } finally {
      this.#active.delete(job.id);
      this.#rouse();
    }
  }

  async #noteFailure(job: TakenJob, error: unknown): Promise<void> {
    const { db, clock, log } = this.#options;
    const { code, status } = toHoldfastError(error);
    const now = clock.now();
    const about = { job: job.id, kind: job.kind, orgId: job.orgId, attempts: job.attempts, err: error };
    try {
      if (code === 'shutting_down') {
        await returnJob(db, job.id, { now, runAfter: isoAfter(now, 1), attempts: job.attempts - 1, lastError: null });
      } else if (status < 500 || job.attempts >= attemptsMax) {
        // Refused for what it asks, or too often: trying again would not help.
        log.error(about, 'a job failed for good');
        await buryJob(db, job.id, now, code);
      } else {
        log.warn(about, 'a job failed; it will be tried again');
        const runAfter = isoAfter(now, backoffSeconds(job.attempts));
        await returnJob(db, job.id, { now, runAfter, attempts: job.attempts, lastError: code });
      }
    } catch (storageError) {
      // The job stays ours in the table; when its lease ends it is taken again.
      log.error({ ...about, err: storageError }, 'the outcome of a job could not be noted');
    }
  }

  #rouse(): void {
    this.#woken = true;
    this.#wake?.();
  }

  /** Until something is known to have changed, or the next look is due. */
  async #rest(): Promise<void> {
    if (!this.#woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.#options.pollMs ?? 1_000);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = undefined;
    }
    this.#woken = false;
  }
}

function askedFor(job: JobRequest): string {
  return `${job.kind} ${job.subject}`;
}

/** Doubles with each attempt; a random half keeps jobs that failed together from coming back together. */
function backoffSeconds(attempts: number): number {
  const seconds = Math.min(backoffSecondsMax, backoffSecondsMin * 2 ** (attempts - 1));
  return seconds * (0.5 + Math.random() / 2);
}
