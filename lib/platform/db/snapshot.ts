import { openConnection } from './connection.ts';
import { Statements } from './statements.ts';
import type { SqlReader, SqlValue } from './types.ts';

/**
 * One instant of a database, on a handle of its own: whatever is committed meanwhile, every read answers as of then. While
 * it is open the log grows with what is written, since nothing newer can be moved out of it: it is for minutes, not hours.
 */
export interface Snapshot extends SqlReader {
  /**
   * The rows of a query as tuples in the order of its columns, each read when it is asked for, so that a walk over millions
   * holds one in memory. A walk that is given up must be ended (`return`, or leaving a `for … of`).
   */
  rows(sql: string, params?: readonly SqlValue[]): IterableIterator<readonly SqlValue[]>;
  /** Afterwards every read throws. Repeated, it does nothing. */
  close(): void;
}

/** @throws `storage_unavailable` when the database cannot be opened. */
export function openSnapshot({ file, key }: { readonly file: string; readonly key: Uint8Array }): Snapshot {
  const connection = openConnection({ file, key, access: 'read' });
  try {
    // A transaction of SQLite's begins to hold its instant with the first read.
    connection.exec('BEGIN');
    connection.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    connection.close();
    throw error;
  }
  const statements = new Statements(connection);
  return {
    get: async <Row>(sql: string, params?: readonly SqlValue[]) => statements.get<Row>(sql, params),
    all: async <Row>(sql: string, params?: readonly SqlValue[]) => statements.all<Row>(sql, params),
    rows: (sql, params = []) => connection.prepare(sql).raw().iterate(params) as IterableIterator<readonly SqlValue[]>,
    close: () => {
      connection.close();
    },
  };
}
