import type { RateLimit } from './rate-limits.ts';

/** How a client reaches its installation. */
export interface ClientOptions {
  /** Where Holdfast is reached, for example `https://holdfast.example.com`. */
  readonly baseUrl: string;
  /** `ck_live_…` or `ck_test_…`. Not needed for the few operations that are open to anybody. */
  readonly apiKey?: string;
  /** How long one attempt may take; 30 by default. */
  readonly timeoutSeconds?: number;
  /** How often a call is tried again when that is safe; 3 by default, 0 switches it off. */
  readonly retriesMax?: number;
  /** The longest wait before another attempt that is made without asking; 60 by default. */
  readonly waitSecondsMax?: number;
  /** Allows `http:` for other hosts than this machine: the key travels in the open. */
  readonly insecure?: boolean;
  /** Called for every answer, also for those that are tried again. */
  readonly onAnswer?: (answer: AnswerInfo) => void;
  /** Instead of the global `fetch`. */
  readonly fetch?: typeof fetch;
}

/** What belongs to one call. */
export interface CallOptions {
  /** Gives up at once when it aborts. */
  readonly signal?: AbortSignal | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly retriesMax?: number | undefined;
  /** Of your choice; made anew for each call without it. Give your own to repeat a call of an earlier process. */
  readonly idempotencyKey?: string | undefined;
  /** The `ETag` that the change is meant for: refused with `version_conflict` when the record has another by now. */
  readonly ifMatch?: string | undefined;
  readonly onAnswer?: ((answer: AnswerInfo) => void) | undefined;
}

/** What an answer says beside its content. */
export interface AnswerInfo {
  readonly operation: string;
  readonly status: number;
  /** Counted from 1. */
  readonly attempt: number;
  readonly requestId: string | null;
  readonly rateLimits: readonly RateLimit[];
  readonly etag: string | null;
  /** Whether nothing was done again: the answer is that of the first request with this key. */
  readonly replayed: boolean;
  /** Set when the operation will be gone one day: the value of `Deprecation`. */
  readonly deprecation: string | null;
  readonly headers: Headers;
}

/** A file to send. A stream can be sent once: such a call is never tried again. */
export type FileBody = Blob | Uint8Array | string | ReadableStream<Uint8Array>;

/** What is known of an operation before it is called. */
export interface OperationFacts {
  readonly name: string;
  readonly method: string;
  /** Below `/api/v1`, with `{id}` for parameters. */
  readonly path: string;
  /** Members of the input that stand in the query. */
  readonly query?: readonly string[];
  /** Media type of the file that is sent. */
  readonly sends?: string;
  /** JSON unless said otherwise. */
  readonly answers?: 'file' | 'nothing';
  /** Takes an `Idempotency-Key`. */
  readonly idempotent?: boolean;
  /** Changes nothing, whatever its method. */
  readonly readsOnly?: boolean;
}

export interface Sent {
  readonly input?: object;
  readonly file?: FileBody;
  readonly options: CallOptions;
}

export interface Transport {
  call<Answer>(operation: OperationFacts, sent: Sent): Promise<Answer>;
}
