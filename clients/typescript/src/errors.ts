import type { ErrorCode } from './generated/types.ts';

/** One thing wrong with what was sent. `path` is the field as it was sent, for example `tags.0`. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** What the API says of a refusal (RFC 9457). Other members stand beside these, such as `permission`. */
export interface Problem {
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly code?: string;
  readonly requestId?: string;
  readonly errors?: readonly FieldProblem[];
  readonly [member: string]: unknown;
}

/** The API refused a call, or failed at it. Decide by `code`; `message` is for people. */
export class HoldfastApiError extends Error {
  override readonly name = 'HoldfastApiError';
  /** Which problem it is. Later versions of the API may tell of others; `unknown` when an answer names none. */
  readonly code: ErrorCode | 'unknown' | (string & {});
  readonly status: number;
  /** Names the request in the log of the server: tell it when you ask for help. */
  readonly requestId: string | null;
  /** The fields that are not valid, with `invalid_input`. */
  readonly fields: readonly FieldProblem[];
  /** How long to wait before trying again, when the answer says so. */
  readonly retryAfterSeconds: number | null;
  /** The operation that was called, for example `contacts.create`. */
  readonly operation: string;
  /** The whole answer. */
  readonly problem: Problem;

  constructor(operation: string, status: number, problem: Problem, headers: Headers) {
    super(problem.detail ?? problem.title ?? `${operation} was answered ${status}`);
    this.operation = operation;
    this.status = status;
    this.problem = problem;
    this.code = problem.code ?? 'unknown';
    this.requestId = problem.requestId ?? headers.get('x-request-id');
    this.fields = problem.errors ?? [];
    this.retryAfterSeconds = retryAfterSeconds(headers);
  }
}

/** No answer came: the connection failed, or took too long. Whether the server did anything is not known. */
export class HoldfastConnectionError extends Error {
  override readonly name = 'HoldfastConnectionError';
  readonly operation: string;
  /** How often it was tried. */
  readonly attempts: number;

  constructor(operation: string, attempts: number, cause: unknown) {
    super(`${operation}: no answer after ${attempts === 1 ? 'one attempt' : `${attempts} attempts`}`, { cause });
    this.operation = operation;
    this.attempts = attempts;
  }
}

/** Seconds in `Retry-After`, given as a number or as a date; null without one. */
export function retryAfterSeconds(headers: Headers): number | null {
  const value = headers.get('retry-after');
  if (value === null) return null;
  if (/^\d+$/.test(value.trim())) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
