import { AsyncLocalStorage } from 'node:async_hooks';
import type Sqlite from 'better-sqlite3-multiple-ciphers';
import { fail, isHoldfastError, toHoldfastError } from '../errors.ts';
import { type Connection, isStorageFailure, messageOf } from './connection.ts';
import { SavepointLock } from './savepoint-lock.ts';

/** Bodies that share one fsync at most: bounds how much a failing commit takes down and how long the first one waits. */
const groupMax = 256;
/** A group takes no further bodies after this long. */
const groupMs = 50;
/** Callers that may wait for the writer; more than that means that the disk does not keep up. */
const waitingMax = 10_000;
/** A body holds the writer: one that has not ended by then is rolled back, so that it cannot stop everybody else. */
export const bodyDeadlineMs = 10_000;

/** One write body's right to the writer handle. It ends with the body. */
export class WriteScope {
  #open = true;
  /** Held by a Prisma transaction inside the body, so that the body's other statements stay out of its savepoint. */
  readonly nested = new SavepointLock();

  get open(): boolean {
    return this.#open;
  }

  /** @throws `internal` when the body has ended. */
  assertOpen(): void {
    if (!this.#open) throw fail('internal', { detail: 'a write was used after its body had ended' });
  }

  end(): void {
    this.#open = false;
    this.nested.abandon();
  }
}

interface Waiting {
  readonly run: (scope: WriteScope) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A body that has run, and what its caller will be told once the group is on disk. */
interface Member {
  readonly job: Waiting;
  tell(): void;
}

interface GroupCommitOptions {
  /** How long one body may take, in milliseconds. */
  readonly deadlineMs: number;
  /** Called after each commit, before anybody is told of it: how many bodies it holds, and how long the group took. */
  readonly committed: (bodies: number, seconds: number) => void;
}

/**
 * Commits concurrent writers together: one `BEGIN IMMEDIATE`, each body alone in a savepoint, one after the other, one
 * COMMIT and so one fsync for all of them. Nobody is told of success before that COMMIT has returned.
 */
export class GroupCommit {
  readonly #connection: Connection;
  readonly #deadlineMs: number;
  readonly #committed: (bodies: number, seconds: number) => void;
  readonly #queue: Waiting[] = [];
  readonly #steps: (() => void)[] = [];
  readonly #scopes = new AsyncLocalStorage<WriteScope>();
  readonly #begin: Sqlite.Statement;
  readonly #savepoint: Sqlite.Statement;
  readonly #rollbackTo: Sqlite.Statement;
  readonly #release: Sqlite.Statement;
  readonly #commit: Sqlite.Statement;
  readonly #rollback: Sqlite.Statement;
  #draining: Promise<void> | undefined;
  #closed = false;

  constructor(connection: Connection, options: GroupCommitOptions) {
    this.#connection = connection;
    this.#deadlineMs = options.deadlineMs;
    this.#committed = options.committed;
    this.#begin = connection.prepare('BEGIN IMMEDIATE');
    this.#savepoint = connection.prepare('SAVEPOINT body');
    this.#rollbackTo = connection.prepare('ROLLBACK TO body');
    this.#release = connection.prepare('RELEASE body');
    this.#commit = connection.prepare('COMMIT');
    this.#rollback = connection.prepare('ROLLBACK');
  }

  /**
   * Resolves with what `body` returned once its changes are on disk.
   * @throws what `body` throws; `storage_unavailable` when the group cannot begin or commit, or too many wait;
   * `internal` when called inside another body of this database (it would wait for itself) or past the deadline.
   */
  write<T>(body: (scope: WriteScope) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(fail('shutting_down', { detail: 'the database is closed' }));
    if (this.#scopes.getStore()?.open) {
      return Promise.reject(fail('internal', { detail: 'a write was started inside another write of this database' }));
    }
    if (this.#queue.length >= waitingMax) {
      return Promise.reject(fail('storage_unavailable', { detail: `${waitingMax} writers are waiting` }));
    }
    // The body keeps its caller's asynchronous context, not that of whoever happened to start the group.
    const inCallersContext = AsyncLocalStorage.snapshot();
    const run = (scope: WriteScope) => inCallersContext(() => this.#scopes.run(scope, async () => await body(scope)));
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ run, resolve: resolve as (value: unknown) => void, reject });
      this.#draining ??= this.#drain();
    });
  }

  /**
   * Runs a step on the connection while no transaction is open on it.
   * @throws what the step throws.
   */
  between<T>(step: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(fail('shutting_down', { detail: 'the database is closed' }));
    return new Promise<T>((resolve, reject) => {
      this.#steps.push(() => {
        try {
          resolve(step());
        } catch (error) {
          reject(storageFailure(error));
        }
      });
      this.#draining ??= this.#drain();
    });
  }

  /** The scope of the body that this asynchronous call belongs to. @throws `internal` outside a running body. */
  currentScope(): WriteScope {
    const scope = this.#scopes.getStore();
    if (scope === undefined) throw fail('internal', { detail: 'the writer was used outside a write body' });
    // Bodies run one at a time: a scope that is open is the one that runs now.
    scope.assertOpen();
    return scope;
  }

  /** Refuses new writes and resolves when those accepted have been answered. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0 || this.#steps.length > 0) {
      // Let every request that is already readable reach the queue: they share this group's fsync.
      await new Promise((resume) => setImmediate(resume));
      for (const step of this.#steps.splice(0)) step();
      if (this.#queue.length > 0) await this.#commitGroup();
    }
    this.#draining = undefined;
  }

  async #commitGroup(): Promise<void> {
    const members: Member[] = [];
    const startedMs = performance.now();
    let taken = 0;
    let running: Waiting | undefined;
    try {
      this.#begin.run();
      const endsAt = startedMs + groupMs;
      for (let job = this.#queue.shift(); job !== undefined; job = this.#queue.shift()) {
        taken += 1;
        running = job;
        await this.#runBody(job, members);
        running = undefined;
        if (taken >= groupMax || performance.now() >= endsAt) break;
      }
      this.#commit.run();
    } catch (error) {
      // One whose savepoint could not even be set is no member yet, and has to hear of it all the same.
      const lost = members.map(({ job }) => job);
      this.#giveUp(error, running === undefined ? lost : [...lost, running], taken);
      return;
    }
    this.#committed(taken, (performance.now() - startedMs) / 1000);
    for (const member of members) member.tell();
  }

  /** Runs one body in its savepoint and notes what to tell its caller; throws when the whole group is lost. */
  async #runBody(job: Waiting, members: Member[]): Promise<void> {
    const scope = new WriteScope();
    this.#savepoint.run();
    try {
      const value = await this.#withinDeadline(job.run(scope));
      scope.end();
      this.#release.run();
      members.push({ job, tell: () => job.resolve(value) });
    } catch (error) {
      scope.end();
      // It may have failed over what an earlier body of the group did ("taken", "changed meanwhile"): so it is told when
      // that is on disk, and not at all if that never gets there.
      members.push({ job, tell: () => job.reject(ownError(error)) });
      // A full disk or an I/O error may have made SQLite roll the whole transaction back by itself.
      if (!this.#connection.inTransaction) throw error;
      this.#rollbackTo.run();
      this.#release.run();
    }
  }

  async #withinDeadline<T>(running: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(fail('internal', { detail: `a write body had not ended after ${this.#deadlineMs} ms` }));
      }, this.#deadlineMs);
    });
    try {
      return await Promise.race([running, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #giveUp(error: unknown, lost: readonly Waiting[], taken: number): void {
    if (this.#connection.inTransaction) {
      try {
        this.#rollback.run();
      } catch {
        // The error at hand is the one to report; the next BEGIN fails while a transaction is still open.
      }
    }
    const failure = storageFailure(error);
    for (const job of lost) job.reject(failure);
    // BEGIN failed: whoever waits now would meet the same, and an endless loop of attempts helps nobody.
    if (taken === 0) for (const job of this.#queue.splice(0)) job.reject(failure);
  }
}

/** What the body's caller sees: our own errors as such, also when Prisma has rewrapped them. */
function ownError(error: unknown): unknown {
  if (isHoldfastError(error)) return error;
  if (isStorageFailure(error)) return storageFailure(error);
  const own = toHoldfastError(error);
  return own.code === 'internal' ? error : own;
}

function storageFailure(error: unknown): unknown {
  if (isHoldfastError(error) && error.code === 'storage_unavailable') return error;
  return fail('storage_unavailable', { detail: messageOf(error), cause: error });
}
