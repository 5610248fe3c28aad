import Sqlite from 'better-sqlite3-multiple-ciphers';

interface Armed {
  /** The beginnings of the statements that were written by since, in order. */
  readonly seen: readonly string[];
  start(): void;
  stop(): void;
}

/**
 * Makes this process die right before the n-th statement that it writes by, from `start` on; never for 0. Call it before any
 * database is opened.
 */
export function killAt(nth: number): Armed {
  const seen: string[] = [];
  let armed = false;
  const prepare = Sqlite.prototype.prepare;
  Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
    const statement = prepare.call(this, sql);
    const run = statement.run.bind(statement) as (...params: unknown[]) => Sqlite.RunResult;
    statement.run = (...params: unknown[]) => {
      if (armed) seen.push(sql.trim().split(/\s+/).slice(0, 3).join(' '));
      if (armed && seen.length === nth) process.kill(process.pid, 'SIGKILL');
      return run(...params);
    };
    return statement;
  } as typeof prepare;
  return {
    seen,
    start: () => {
      armed = true;
    },
    stop: () => {
      armed = false;
    },
  };
}
