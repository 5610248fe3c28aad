import type { Snapshot } from './snapshot.ts';

/** What the rest of the product may assume of a database, whichever engine holds it. */

export type SqlValue = string | number | bigint | null | Uint8Array;

/** Reads that see the last committed state. */
export interface SqlReader {
  /** First row, or undefined. Columns come back as SQLite stores them: text, number, `Uint8Array`, null. */
  get<Row>(sql: string, params?: readonly SqlValue[]): Promise<Row | undefined>;
  all<Row>(sql: string, params?: readonly SqlValue[]): Promise<Row[]>;
}

/** Statements inside one write: they see the write's own changes, and no other caller's unfinished ones. */
export interface SqlWriter extends SqlReader {
  run(sql: string, params?: readonly SqlValue[]): Promise<{ changes: number }>;
}

/**
 * One database. `Client` is the Prisma client generated for its schema.
 *
 * Reads and writes are apart by construction: the handle that reads cannot write (it is opened read-only), and the only
 * way to write is {@link Database.write}.
 */
export interface Database<Client> extends SqlReader {
  /** Prisma over the read-only handle. A write through it fails. */
  readonly prisma: Client;

  /**
   * Runs `body` and commits it durably. Afterwards either all of its changes are on disk (WAL, `synchronous=FULL`) or
   * none is. Concurrent callers are committed together: each body runs alone, one after the other, in a savepoint of
   * its own, and one fsync serves them all; a body that throws is rolled back alone and its error reaches its caller.
   * `body` must await nothing but `tx` (no network, no timers): it holds the writer.
   *
   * @throws what `body` throws; `storage_unavailable` when the commit fails.
   */
  write<T>(body: (tx: WriteTx<Client>) => Promise<T>): Promise<T>;

  /**
   * A number that differs from the one before when anything was committed in between, by this process or another
   * (SQLite's `data_version`): at once when this process committed, within a turn of the event loop when another did. What was read while it had one value holds as long as it has that value.
   */
  dataVersion(): number;

  /**
   * What `read` answers, or what it answered before when nothing was committed to the database since. For small answers
   * that nearly every request needs and that seldom change; the least used of many are forgotten.
   * @param key names the question; `read` must depend on it and on the database alone.
   */
  remember<Answer>(key: string, read: () => Promise<Answer>): Promise<Answer>;

  /**
   * Empties the write-ahead log into the file, so that no earlier state of a page is left anywhere: what was erased is gone
   * once this is true. @returns false while somebody still reads an earlier state; ask again later.
   */
  emptyLog(): Promise<boolean>;

  /**
   * This instant of the database, to read a great deal of it while writes go on. The caller closes it; it outlives the
   * database's own handles.
   * @throws `storage_unavailable`.
   */
  snapshot(): Snapshot;

  /** Waits for the running write, checkpoints the WAL and closes every handle. Later calls throw. */
  close(): Promise<void>;
}

export interface WriteTx<Client> extends SqlWriter {
  /** Prisma inside this write: sees its changes, and is committed or rolled back with it. Unusable after `body` ends. */
  readonly prisma: Client;
}
