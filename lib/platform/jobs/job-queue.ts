export interface JobRequest {
  /** The name of the operation that does the work, run with `{ id: subject }` as its input. */
  readonly kind: string;
  readonly orgId: string;
  /** The id of what the job works on; one job a kind and subject. */
  readonly subject: string;
  /** The opaque id of who started it; receipts of the work name them. */
  readonly actor: string;
}

/** Background work that survives a restart. */
export interface JobQueue {
  /** Afterwards the job is durable and will run, here or after a restart. Asking again for a live job changes nothing. */
  enqueue(job: JobRequest): Promise<void>;
  /** Takes up jobs that an earlier process left, and goes on until `stop`. */
  start(): void;
  /** Takes no new jobs, waits for running ones to reach a place where they can go on later. */
  stop(): Promise<void>;
}
