import type Sqlite from 'better-sqlite3-multiple-ciphers';
import { fail, isHoldfastError } from '../errors.ts';
import { type Connection, isStorageFailure, messageOf } from './connection.ts';
import type { SqlValue } from './types.ts';

type Statement = Sqlite.Statement<unknown[]>;

/** Compiled statements kept for each handle and form. A statement takes 5 to 20 KB, and there are many handles. */
const statementsMax = 64;

/** What would change the handle under every other caller: transactions, other files, settings. */
const sessionSql = /^\s*(?:begin|commit|end|rollback|savepoint|release|attach|detach|pragma|vacuum)\b/i;

/** Keeps the `max` last used values; asking for one makes it the last used. */
export class RecentMap<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    if (this.#entries.size >= this.#max) {
      const oldest = this.#entries.keys().next();
      if (!oldest.done) this.#entries.delete(oldest.value);
    }
    this.#entries.set(key, value);
  }

  getOrMake(key: string, make: () => Value): Value {
    const known = this.get(key);
    if (known !== undefined) return known;
    const value = make();
    this.set(key, value);
    return value;
  }
}

/**
 * Prepared statements of one handle, compiled once and kept while they are in use. Everything here is synchronous:
 * between two calls no other caller can have run a statement on the handle.
 */
export class Statements {
  readonly connection: Connection;
  readonly #objects = new RecentMap<Statement>(statementsMax);
  readonly #tuples = new RecentMap<TupleStatement>(statementsMax);

  #dataVersion: Statement | undefined;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  get<Row>(sql: string, params: readonly SqlValue[] = []): Row | undefined {
    return this.#guard(() => this.#object(sql).get(bindable(params)) as Row | undefined);
  }

  all<Row>(sql: string, params: readonly SqlValue[] = []): Row[] {
    return this.#guard(() => this.#object(sql).all(bindable(params)) as Row[]);
  }

  run(sql: string, params: readonly SqlValue[] = []): { changes: number } {
    return this.#guard(() => {
      const statement = this.#object(sql);
      // A statement that answers rows (RETURNING) has to be stepped to its end.
      if (!statement.reader) return { changes: statement.run(bindable(params)).changes };
      statement.all(bindable(params));
      const row = this.#object('SELECT changes() AS changes').get() as { changes: number };
      return { changes: row.changes };
    });
  }

  dataVersion(): number {
    this.#dataVersion ??= this.connection.prepare('PRAGMA data_version').pluck();
    const statement = this.#dataVersion;
    return this.#guard(() => statement.get() as number);
  }

  /** The statement in the form that Prisma reads: rows as tuples with declared column types. */
  tuples(sql: string): TupleStatement {
    return this.#tuples.getOrMake(sql, () => new TupleStatement(this.#compile(sql)));
  }

  /** Statements without results, one or several, not kept. */
  exec(sql: string): void {
    this.#guard(() => this.connection.exec(sql));
  }

  #object(sql: string): Statement {
    return this.#objects.getOrMake(sql, () => this.#compile(sql));
  }

  #compile(sql: string): Statement {
    if (sessionSql.test(sql)) {
      throw fail('internal', { detail: `a caller may not run ${sql.trim().split(/\s/, 1)[0]} on a shared handle` });
    }
    return this.connection.prepare(sql);
  }

  #guard<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      if (!isHoldfastError(error) && isStorageFailure(error)) {
        throw fail('storage_unavailable', { detail: messageOf(error), cause: error });
      }
      throw error;
    }
  }
}

export class TupleStatement {
  readonly statement: Statement;
  readonly names: readonly string[];
  readonly declaredTypes: readonly (string | null)[];

  constructor(statement: Statement) {
    this.statement = statement;
    const columns = statement.reader ? statement.columns() : [];
    this.names = columns.map((column) => column.name);
    this.declaredTypes = columns.map((column) => column.type);
    // Numbers beyond 2^53 can stand in BIGINT columns and in computed ones; elsewhere plain numbers are faster.
    if (statement.reader) statement.raw(true);
    statement.safeIntegers(this.declaredTypes.some((type) => type === null || type.toUpperCase() === 'BIGINT'));
  }
}

/** The driver binds every JS number as a float, so that 5 would reach a text column as '5.0': integers go as bigint. */
export function bindable(params: readonly SqlValue[]): SqlValue[] {
  return params.map((value) => (typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value));
}
