/**
 * Every error that may leave the product, as one closed table. What a caller sees is the row; what happened is in
 * `detail` and `cause`, which go to the log and the audit log alone.
 */

interface ErrorRow {
  readonly status: number;
  readonly title: string;
  /** The sentence shown to the caller. It never names internals, other organisations or what was close to right. */
  readonly message: string;
}

export const errorTable = {
  invalid_input: { status: 400, title: 'Invalid input', message: 'Some fields are not valid.' },
  malformed_body: { status: 400, title: 'Malformed body', message: 'The request body could not be read.' },
  malformed_request: { status: 400, title: 'Malformed request', message: 'The request could not be understood.' },
  invalid_cursor: { status: 400, title: 'Invalid cursor', message: 'The cursor does not belong to this query.' },
  unauthorized: { status: 401, title: 'Unauthorized', message: 'Valid credentials are required.' },
  sign_in_failed: {
    status: 401,
    title: 'Sign-in failed',
    message: 'This link or code is not valid any more. Ask for a new one.',
  },
  forbidden: { status: 403, title: 'Forbidden', message: 'You do not have permission to do this.' },
  fresh_sign_in_required: {
    status: 403,
    title: 'Sign in again',
    message: 'Sign in again to confirm that it is you, then repeat this.',
  },
  factor_required: {
    status: 403,
    title: 'Second factor required',
    message: 'Confirm with your second factor that it is you, then repeat this.',
  },
  factor_failed: {
    status: 401,
    title: 'Second factor refused',
    message: 'This code or passkey was not accepted.',
  },
  account_frozen: {
    status: 403,
    title: 'Account frozen',
    message: 'Somebody reported a change of this account as not theirs: how it is signed in to cannot be changed now.',
  },
  plan_required: { status: 403, title: 'Plan required', message: 'Your plan does not include this feature.' },
  bot_check_failed: {
    status: 403,
    title: 'Bot check failed',
    message: 'We could not confirm that you are human. Please try again.',
  },
  origin_refused: { status: 403, title: 'Origin refused', message: 'The request came from another site.' },
  not_found: { status: 404, title: 'Not found', message: 'There is nothing here.' },
  method_not_allowed: { status: 405, title: 'Method not allowed', message: 'This address does not take that method.' },
  request_timeout: { status: 408, title: 'Request timeout', message: 'The request took too long to arrive.' },
  conflict: { status: 409, title: 'Conflict', message: 'This conflicts with the present state.' },
  last_owner: {
    status: 409,
    title: 'Last owner',
    message: 'An organisation needs at least one owner. Make somebody else an owner first.',
  },
  legal_hold: {
    status: 409,
    title: 'Legal hold',
    message: 'A legal hold keeps this from being erased. End the hold first.',
  },
  archive_refused: {
    status: 422,
    title: 'Archive refused',
    message: 'The archive was refused as a whole; nothing of it was taken in.',
  },
  already_member: { status: 409, title: 'Already a member', message: 'This person is already a member.' },
  quota_reached: { status: 409, title: 'Quota reached', message: 'Your plan allows no more of these.' },
  version_conflict: {
    status: 412,
    title: 'Changed meanwhile',
    message: 'Somebody changed this in the meantime. Load it again.',
  },
  idempotency_running: {
    status: 409,
    title: 'Still running',
    message: 'The first request with this Idempotency-Key has not ended yet. Try again shortly.',
  },
  idempotency_outcome_unknown: {
    status: 409,
    title: 'Outcome unknown',
    message:
      'The server stopped while the first request with this Idempotency-Key ran. See what it did, then use a new key.',
  },
  idempotency_mismatch: {
    status: 422,
    title: 'Idempotency-Key used for something else',
    message: 'This Idempotency-Key was used for a different request. Use a new key for each request.',
  },
  proof_refused: {
    status: 422,
    title: 'Proof refused',
    message: 'The proof does not lead from what was seen before to this checkpoint.',
  },
  body_too_large: { status: 413, title: 'Body too large', message: 'The request body is larger than allowed.' },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    message: 'Send JSON with Content-Type: application/json.',
  },
  rate_limited: { status: 429, title: 'Too many requests', message: 'Too many requests. Try again later.' },
  headers_too_large: {
    status: 431,
    title: 'Headers too large',
    message: 'The request headers are larger than allowed.',
  },
  internal: { status: 500, title: 'Internal error', message: 'Something went wrong on our side.' },
  ledger_inconsistent: {
    status: 500,
    title: 'Ledger inconsistent',
    message: 'The ledger is not what was signed before. Nothing was signed; whoever runs this installation must look.',
  },
  storage_unavailable: { status: 503, title: 'Storage unavailable', message: 'Nothing was saved. Try again shortly.' },
  tenant_unavailable: {
    status: 503,
    title: 'Organisation unavailable',
    message: 'This organisation is being looked after and cannot be used right now.',
  },
  limiter_unavailable: { status: 503, title: 'Limiter unavailable', message: 'Try again shortly.' },
  bot_check_unavailable: {
    status: 503,
    title: 'Bot check unavailable',
    message: 'The check for bots does not answer right now, so nothing was sent. Try again in a few minutes.',
  },
  mail_unavailable: {
    status: 503,
    title: 'Mail unavailable',
    message: 'We could not send the message. Try again shortly.',
  },
  shutting_down: { status: 503, title: 'Shutting down', message: 'The server is restarting. Try again shortly.' },
  data_folder_in_use: {
    status: 503,
    title: 'Data folder in use',
    message: 'Another Holdfast process is using this data folder.',
  },
  data_folder_unusable: { status: 503, title: 'Data folder unusable', message: 'The data folder cannot be used.' },
  data_newer_than_code: {
    status: 503,
    title: 'Data newer than this version',
    message: 'The data was written by a newer version of Holdfast.',
  },
  unsafe_configuration: {
    status: 503,
    title: 'Unsafe configuration',
    message: 'The configuration is not safe to run with.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;

/** One thing wrong with the input. `path` is the field as the caller named it, for example `phones.0`. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

interface FailOptions {
  /** For operators: why, in words. Never shown to the caller. */
  readonly detail?: string;
  readonly cause?: unknown;
  /** Shown to the caller: which fields, and what is wrong with them. */
  readonly problems?: readonly FieldProblem[];
  /** Shown to the caller instead of the table's sentence, where the caller can act on it. Holds nothing internal. */
  readonly message?: string;
  /** Shown to the caller: extra members of the problem body (RFC 9457, section 3.2), such as the missing feature. */
  readonly extension?: Readonly<Record<string, string | number>>;
  /** Extra response headers, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
}

const brand = Symbol.for('holdfast.error');

/** Thrown by {@link fail} alone. Recognise it by {@link isHoldfastError}: bundles carry their own copy of this class. */
export class HoldfastError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly problems: readonly FieldProblem[];
  readonly publicMessage: string;
  readonly extension: Readonly<Record<string, string | number>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly [brand] = true;

  constructor(code: ErrorCode, options: FailOptions = {}) {
    const row = errorTable[code];
    super(options.detail ? `${code}: ${options.detail}` : `${code}: ${row.message}`, { cause: options.cause });
    this.name = 'HoldfastError';
    this.code = code;
    this.detail = options.detail;
    this.problems = options.problems ?? [];
    this.publicMessage = options.message ?? row.message;
    this.extension = options.extension ?? {};
    this.headers = options.headers ?? {};
  }

  get status(): number {
    return errorTable[this.code].status;
  }
}

/** The error of this code, ready to throw: `throw fail('not_found')`. */
export function fail(code: ErrorCode, options?: FailOptions): HoldfastError {
  return new HoldfastError(code, options);
}

export function isHoldfastError(error: unknown): error is HoldfastError {
  return typeof error === 'object' && error !== null && brand in error;
}

/**
 * The error itself when it is one of ours, else `internal` with the original as its cause. Prisma rewraps what its
 * database adapter throws and keeps the code alone: such an error is ours again here.
 */
export function toHoldfastError(error: unknown): HoldfastError {
  if (isHoldfastError(error)) return error;
  return fail(codeKeptByPrisma(error) ?? 'internal', { cause: error });
}

function codeKeptByPrisma(error: unknown): ErrorCode | undefined {
  if (!(error instanceof Error) || !error.name.startsWith('PrismaClient')) return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && Object.hasOwn(errorTable, code) ? (code as ErrorCode) : undefined;
}

/** The RFC 9457 body. It holds nothing but the table's row, the caller's own field names and the request id. */
export function problemBody(error: HoldfastError, requestId: string): Record<string, unknown> {
  const row = errorTable[error.code];
  return {
    type: 'about:blank',
    title: row.title,
    status: row.status,
    detail: error.publicMessage,
    code: error.code,
    requestId,
    ...(error.problems.length > 0 ? { errors: error.problems } : {}),
    ...error.extension,
  };
}
