import type {
  IsolationLevel,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils';
import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import { fail } from '../errors.ts';
import type { WriteScope } from './group-commit.ts';
import { toDriverError } from './prisma-errors.ts';
import { toResultSet, toSqlValue } from './prisma-values.ts';
import { SavepointLock } from './savepoint-lock.ts';
import type { Statements } from './statements.ts';

const provider = 'sqlite';
const adapterName = 'holdfast-sqlite';
/** SQLITE_MAX_VARIABLE_NUMBER of the bundled build. */
const maxBindValues = 32_766;

/** Where a statement may run. */
interface Place {
  /** What has to be waited for first, or undefined. Asked again after each wait. */
  busy(): Promise<void> | undefined;
  /** The handle, to be used at once. @throws when the caller has no right to it any more. */
  handle(): Statements;
}

async function turnAt(place: Place): Promise<void> {
  for (let waiting = place.busy(); waiting !== undefined; waiting = place.busy()) await waiting;
}

function queryable(place: Place): SqlQueryable {
  return {
    provider,
    adapterName,
    async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
      await turnAt(place);
      return mapErrors(() => {
        const tuple = place.handle().tuples(query.sql);
        const args = query.args.map((value, index) => toSqlValue(value, query.argTypes[index]));
        if (tuple.statement.reader) return toResultSet(tuple, tuple.statement.all(args) as unknown[][]);
        tuple.statement.run(args);
        return { columnNames: [], columnTypes: [], rows: [] };
      });
    },
    async executeRaw(query: SqlQuery): Promise<number> {
      await turnAt(place);
      return mapErrors(() => {
        const { statement } = place.handle().tuples(query.sql);
        const args = query.args.map((value, index) => toSqlValue(value, query.argTypes[index]));
        return statement.reader ? statement.all(args).length : statement.run(args).changes;
      });
    },
  };
}

function mapErrors<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw toDriverError(error);
  }
}

function assertSerializable(level: IsolationLevel | undefined): void {
  if (level !== undefined && level !== 'SERIALIZABLE') {
    throw new DriverAdapterError({ kind: 'InvalidIsolationLevel', level });
  }
}

function factory(connect: () => SqlDriverAdapter): SqlDriverAdapterFactory {
  return { provider, adapterName, connect: async () => connect() };
}

function adapter(place: Place, startTransaction: SqlDriverAdapter['startTransaction']): SqlDriverAdapter {
  return {
    ...queryable(place),
    startTransaction,
    async executeScript() {
      throw fail('internal', { detail: 'scripts are for migrations, which do not run through Prisma' });
    },
    getConnectionInfo: () => ({ maxBindValues, supportsRelationJoins: false }),
    // The database owns its handles and closes them.
    async dispose() {},
  };
}

interface TransactionSteps {
  handle(): Statements;
  commit(): void;
  rollback(): void;
  release(): void;
}

/** A transaction that this adapter ends itself (`usePhantomQuery`), rather than letting Prisma send COMMIT as a query. */
function transaction(steps: TransactionSteps): Transaction {
  let ended = false;
  const end = (step: () => void) => {
    if (ended) return;
    ended = true;
    try {
      mapErrors(step);
    } finally {
      steps.release();
    }
  };
  const handle = () => {
    if (ended) throw fail('internal', { detail: 'a Prisma transaction was used after it had ended' });
    return steps.handle();
  };
  const savepoint = async (verb: string, name: string) => {
    if (!/^\w+$/.test(name)) throw fail('internal', { detail: 'not a savepoint name' });
    mapErrors(() => handle().exec(`${verb} ${name}`));
  };
  return {
    ...queryable({ busy: () => undefined, handle }),
    options: { usePhantomQuery: true },
    commit: async () => end(steps.commit),
    rollback: async () => end(steps.rollback),
    createSavepoint: (name) => savepoint('SAVEPOINT', name),
    rollbackToSavepoint: (name) => savepoint('ROLLBACK TO', name),
    releaseSavepoint: (name) => savepoint('RELEASE', name),
  };
}

/**
 * Prisma over a read-only handle. Single queries see the last committed state; a Prisma transaction gets a handle and
 * so a snapshot of its own, one at a time, so that nobody else reads from its past.
 */
export function readAdapter(reader: Statements, openSnapshot: () => Statements): SqlDriverAdapterFactory {
  let snapshot: Statements | undefined;
  const lock = new SavepointLock();
  return factory(() =>
    adapter({ busy: () => undefined, handle: () => reader }, async (level) => {
      assertSerializable(level);
      const release = await lock.acquire();
      try {
        snapshot ??= openSnapshot();
        const statements = snapshot;
        statements.exec('BEGIN');
        return transaction({
          handle: () => statements,
          commit: () => statements.exec('COMMIT'),
          rollback: () => statements.exec('ROLLBACK'),
          release,
        });
      } catch (error) {
        release();
        throw toDriverError(error);
      }
    }),
  );
}

/**
 * Prisma over the writer handle, inside write bodies alone: each call is held to the body it was made in, and a Prisma
 * transaction becomes a savepoint in it that the body's other statements wait for.
 */
export function writeAdapter(writer: Statements, currentScope: () => WriteScope): SqlDriverAdapterFactory {
  return factory(() =>
    adapter(
      {
        busy: () => currentScope().nested.idle(),
        handle: () => {
          currentScope();
          return writer;
        },
      },
      async (level) => {
        assertSerializable(level);
        const scope = currentScope();
        const release = await scope.nested.acquire();
        try {
          scope.assertOpen();
          writer.exec('SAVEPOINT nested');
        } catch (error) {
          release();
          throw toDriverError(error);
        }
        const within = () => {
          scope.assertOpen();
          return writer;
        };
        return transaction({
          handle: within,
          commit: () => within().exec('RELEASE nested'),
          rollback: () => {
            if (scope.open) writer.exec('ROLLBACK TO nested; RELEASE nested');
          },
          release,
        });
      },
    ),
  );
}
