import { isHoldfastError } from '#lib/platform/errors.ts';
import { visibleText } from '#lib/platform/visible-text.ts';
import { type ExitCode, exitCodes } from './terminal.ts';

/** A command that cannot be done, told in a sentence. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode;
  /** What the API said of it (RFC 9457): told as it is to whoever asks for JSON. */
  readonly problem: object | null;

  constructor(message: string, exitCode: ExitCode = exitCodes.failed, problem: object | null = null) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
    this.problem = problem;
  }
}

interface Problem {
  readonly path: string;
  readonly message: string;
}

/**
 * Any error as one. Input that was refused counts as wrong usage. Whoever runs this command owns the data folder, so
 * they are told the internal detail as well.
 */
export function asCommandFailure(error: unknown): CommandFailure {
  if (error instanceof CommandFailure) return error;
  if (isHoldfastError(error)) {
    const why = error.detail === undefined || error.detail === error.publicMessage ? '' : ` (${error.detail})`;
    return describe(error.code, `${error.publicMessage}${why}`, error.problems);
  }
  return new CommandFailure(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** The error that an RFC 9457 answer of the server tells. */
export function failureOfProblem(status: number, body: unknown): CommandFailure {
  const problem = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const { code, detail, errors } = problem;
  if (typeof code !== 'string' || typeof detail !== 'string') {
    return new CommandFailure(`the server answered ${status} without saying why.`);
  }
  return describe(code, detail, Array.isArray(errors) ? errors.filter(isProblem) : []);
}

function isProblem(value: unknown): value is Problem {
  const { path, message } = Object(value) as Partial<Record<keyof Problem, unknown>>;
  return typeof path === 'string' && typeof message === 'string';
}

/** The same of the API of an installation elsewhere, with the answer itself for whoever asks for JSON. */
export function refusalOfApi(status: number, body: object): CommandFailure {
  const { message, exitCode } = failureOfProblem(status, body);
  const lines = message.split('\n').map((line) => visibleText(line, lineCharsMax));
  // Whatever stands between may answer in its own words, which are no problem of ours to pass on.
  return new CommandFailure(lines.join('\n'), exitCode, 'code' in body ? body : null);
}

const lineCharsMax = 2_000;

function describe(code: string, sentence: string, problems: readonly Problem[]): CommandFailure {
  const lines = problems.map((problem) => `\n  ${problem.path}: ${problem.message}`).join('');
  return new CommandFailure(`${sentence}${lines}`, code === 'invalid_input' ? exitCodes.usage : exitCodes.failed);
}
