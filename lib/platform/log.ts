import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Paths that never reach the log, wherever they stand. CLAIMS K9. */
const redact = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'key',
  'code',
  'email',
  '*.authorization',
  '*.cookie',
  '*.password',
  '*.secret',
  '*.token',
  '*.key',
  '*.code',
  '*.email',
];

/** A JSON-lines log on stderr, so that stdout stays free for answers. */
export function createLog(level: string): Log {
  return pino(
    { level, base: null, redact: { paths: redact, censor: '[redacted]' }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
