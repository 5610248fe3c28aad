import { type HoldfastError, isHoldfastError } from '#lib/platform/errors.ts';

/**
 * What kept the server from starting, for the person in front of the terminal: one sentence, and for settings one line
 * each. An error that nobody foresaw is shown with its stack.
 */
export function sentencesOf(error: unknown): string {
  if (isHoldfastError(error)) return sentencesOfOurs(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function sentencesOfOurs(error: HoldfastError): string {
  if (error.code === 'internal') return error.stack ?? error.message;
  if (error.problems.length === 0) return error.detail ?? error.publicMessage;
  const lines = error.problems.map(({ path, message }) => `  ${path} ${message}`);
  return [error.publicMessage, ...lines].join('\n');
}

/** Why an address could not be bound, as one sentence. */
export function bindingSentence(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program. Stop it, or choose another port with PORT=${port + 1}.`;
    case 'EACCES':
      return `Port ${port} may not be used by this user. Choose one above 1023 with PORT=….`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Set HOST to one that is, or to 0.0.0.0.`;
    default:
      return `Port ${port} on ${host} cannot be used: ${error.message}.`;
  }
}
