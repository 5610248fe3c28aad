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
  return describe(code, detail, Array.isArray(errors) ? (errors as readonly Problem[]) : [], problem);
}

function describe(
  code: string,
  sentence: string,
  problems: readonly Problem[],
  problem: object | null = null,
): CommandFailure {
  const lines = problems.map(({ path, message }) => `\n  ${shown(`${path}: ${message}`)}`).join('');
  return new CommandFailure(
    `${shown(sentence)}${lines}`,
    code === 'invalid_input' ? exitCodes.usage : exitCodes.failed,
    problem,
  );
}

/** A server's words, as a terminal can bear them. */
function shown(text: string): string {
  return visibleText(text, 2_000);
}
