import type { SqlWriter } from '../db/types.ts';

export interface JobRequest {
  /** The name of the operation that does the work, run with `{ id: subject }` as its input. */
  readonly kind: string;
  readonly orgId: string;
  /** The id of what the job works on; one job a kind and subject. */
  readonly subject: string;
  /** The opaque id of who started it; receipts of the work name them. */
  readonly actor: string;
}

/** What one run of a job says of the whole: a long job does a bounded piece at a time and answers `done: false`. */
export interface JobProgress {
  readonly done: boolean;
  /** How long the rest waits, when it is not done; 0 if not said. */
  readonly delaySeconds?: number | undefined;
}

/** Background work that survives a restart. */
export interface JobQueue {
  /**
   * Afterwards the job is durable and will run, here or after a restart, `delaySeconds` from now at the earliest (0 if
   * not said). Asking again for a live job brings it forward at most; a job that has failed for good starts afresh.
   *
   * A job that goes with a write to another database is asked for twice: with a delay before that write, without one
   * after it. Whichever of the two a crash cuts off, the job runs and looks whether the write is there.
   */
  enqueue(job: JobRequest, options?: { readonly delaySeconds?: number }): Promise<void>;
  /** The same for work that goes with a write to the control database: both are durable together, or neither is. */
  enqueueIn(tx: SqlWriter, job: JobRequest): Promise<void>;
  /** Takes up jobs that an earlier process left, and goes on until `stop`. */
  start(): void;
  /** Whether {@link stop} was called: a run that takes longer than seconds ends where it can go on later. */
  readonly stopping: boolean;
  /** Takes no new jobs, waits for running ones to reach a place where they can go on later. */
  stop(): Promise<void>;
}
