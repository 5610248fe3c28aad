import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { fail } from '../errors.ts';
import { busyTimeoutMs, type Connection, openConnection } from './connection.ts';
import { bodyDeadlineMs, GroupCommit, type WriteScope } from './group-commit.ts';
import { readAdapter, writeAdapter } from './prisma-adapter.ts';
import { openSnapshot, type Snapshot } from './snapshot.ts';
import { RecentMap, Statements } from './statements.ts';
import type { Database, SqlValue, WriteTx } from './types.ts';

/** What every generated Prisma client can do. */
export interface PrismaLike {
  $disconnect(): Promise<void>;
}

export interface OpenOptions<Client extends PrismaLike> {
  /** Path of the database file. It must exist: {@link file://./migrate.ts} and the tenancy engine make files. */
  readonly file: string;
  /** 32 bytes: the key of the database's pages. */
  readonly key: Uint8Array;
  /** Makes a client over the adapter given. Called at most twice: for reads, and for the inside of writes. */
  readonly prismaFactory: (adapter: SqlDriverAdapterFactory) => Client;
  /** Looks at the writer before anybody else can use the database. Throwing closes it again. */
  readonly admit?: (connection: Connection) => void;
  /** How long a write body may take, in milliseconds; 10,000 by default. */
  readonly writeDeadlineMs?: number;
  /** Told of each commit: how many writes shared it, and how long they took together. */
  readonly onCommit?: (bodies: number, seconds: number) => void;
}

/**
 * Opens an encrypted SQLite database as a {@link Database}: one writer handle behind group commit, one read-only
 * handle, each with its own cache of prepared statements. Prisma clients are made when first asked for.
 *
 * @throws `storage_unavailable` when the file is missing, damaged or of another key.
 */
export function openDatabase<Client extends PrismaLike>(options: OpenOptions<Client>): Database<Client> {
  return new SqliteDatabase(options);
}

/** Answers kept by {@link Database.remember}. */
const rememberedMax = 2_048;

class SqliteDatabase<Client extends PrismaLike> implements Database<Client> {
  readonly #options: OpenOptions<Client>;
  readonly #writer: Statements;
  readonly #reader: Statements;
  readonly #group: GroupCommit;
  #remembered = new RecentMap<{ readonly answer: unknown }>(rememberedMax);
  #rememberedVersion: number | undefined;
  #seenVersion: number | undefined;
  #snapshot: Statements | undefined;
  #readClient: Client | undefined;
  #writeClient: Client | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: OpenOptions<Client>) {
    this.#options = options;
    const { file, key } = options;
    this.#writer = new Statements(openConnection({ file, key, access: 'write' }));
    try {
      options.admit?.(this.#writer.connection);
      this.#reader = new Statements(openConnection({ file, key, access: 'read' }));
    } catch (error) {
      this.#writer.connection.close();
      throw error;
    }
    this.#group = new GroupCommit(this.#writer.connection, {
      deadlineMs: options.writeDeadlineMs ?? bodyDeadlineMs,
      committed: (bodies, seconds) => {
        this.#seenVersion = undefined;
        options.onCommit?.(bodies, seconds);
      },
    });
  }

  async get<Row>(sql: string, params?: readonly SqlValue[]): Promise<Row | undefined> {
    this.#assertOpen();
    return this.#reader.get<Row>(sql, params);
  }

  async all<Row>(sql: string, params?: readonly SqlValue[]): Promise<Row[]> {
    this.#assertOpen();
    return this.#reader.all<Row>(sql, params);
  }

  /** Asked on the reader: it tells of commits of every other handle, and writes of ours go through the writer. */
  dataVersion(): number {
    this.#assertOpen();
    if (this.#seenVersion !== undefined) return this.#seenVersion;
    const version = this.#reader.dataVersion();
    this.#seenVersion = version;
    // Asking costs system calls: those who ask in one turn of the event loop share the answer, unless we commit meanwhile.
    setImmediate(() => {
      this.#seenVersion = undefined;
    });
    return version;
  }

  async remember<Answer>(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const version = this.dataVersion();
    if (version !== this.#rememberedVersion) {
      this.#remembered = new RecentMap(rememberedMax);
      this.#rememberedVersion = version;
    }
    const known = this.#remembered.get(key);
    if (known !== undefined) return known.answer as Answer;
    const answer = await read();
    // Something was committed while it was read: the answer may be of before or after.
    if (version === this.#rememberedVersion && version === this.dataVersion()) this.#remembered.set(key, { answer });
    return answer;
  }

  get prisma(): Client {
    this.#assertOpen();
    this.#readClient ??= this.#options.prismaFactory(readAdapter(this.#reader, () => this.#openSnapshot()));
    return this.#readClient;
  }

  write<T>(body: (tx: WriteTx<Client>) => Promise<T>): Promise<T> {
    return this.#group.write((scope) => body(this.#writeTx(scope)));
  }

  emptyLog(): Promise<boolean> {
    const { connection } = this.#writer;
    return this.#group.between(() => {
      // A reader of ours cannot end its work while we wait for it in this thread.
      connection.pragma('busy_timeout=0');
      try {
        const [outcome] = connection.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
        return outcome?.busy === 0;
      } finally {
        connection.pragma(`busy_timeout=${busyTimeoutMs}`);
      }
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #writeTx(scope: WriteScope): WriteTx<Client> {
    const writer = this.#writer;
    const turn = async <T>(step: () => T): Promise<T> => {
      scope.assertOpen();
      for (let waiting = scope.nested.idle(); waiting !== undefined; waiting = scope.nested.idle()) await waiting;
      scope.assertOpen();
      return step();
    };
    const client = () => {
      scope.assertOpen();
      this.#writeClient ??= this.#options.prismaFactory(writeAdapter(writer, () => this.#group.currentScope()));
      return this.#writeClient;
    };
    let bound: Client | undefined;
    return {
      get: (sql, params) => turn(() => writer.get(sql, params)),
      all: (sql, params) => turn(() => writer.all(sql, params)),
      run: (sql, params) => turn(() => writer.run(sql, params)),
      get prisma() {
        bound ??= boundTo(scope, client());
        return bound;
      },
    };
  }

  snapshot(): Snapshot {
    this.#assertOpen();
    return openSnapshot(this.#options);
  }

  #openSnapshot(): Statements {
    this.#assertOpen();
    const { file, key } = this.#options;
    this.#snapshot = new Statements(openConnection({ file, key, access: 'read' }));
    return this.#snapshot;
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw fail('shutting_down', { detail: 'the database is closed' });
  }

  async #close(): Promise<void> {
    await this.#group.close();
    await this.#readClient?.$disconnect();
    await this.#writeClient?.$disconnect();
    this.#snapshot?.connection.close();
    this.#reader.connection.close();
    // The last handle to close copies the WAL back into the file and removes it.
    this.#writer.connection.close();
  }
}

/** The shared client as one body's own: asking it for anything after the body's end throws. */
function boundTo<Client extends PrismaLike>(scope: WriteScope, client: Client): Client {
  return new Proxy(client, {
    get(target, property) {
      scope.assertOpen();
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
