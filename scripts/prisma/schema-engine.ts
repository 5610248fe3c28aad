// The one module that talks to Prisma's schema engine. It runs as WebAssembly over an in-memory database of ours,
// because the engine's binary would have to be downloaded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bindMigrationAwareSqlAdapterFactory,
  type ColumnType,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { DiffTarget, SchemaEngine } from '@prisma/schema-engine-wasm';
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { type DatabaseKind, type Migration, readMigrations } from '#lib/platform/db/migrate.ts';

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What the generated bindings export, beyond what their types say. */
interface Bindings {
  readonly SchemaEngine: typeof SchemaEngine;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

interface PanicRegistry {
  PRISMA_WASM_PANIC_REGISTRY?: { set_message(message: string): void };
}

/** Where the engine leaves the message of a panic; the error that follows says nothing. */
(globalThis as PanicRegistry).PRISMA_WASM_PANIC_REGISTRY ??= {
  set_message: (message) => console.error(`schema engine: ${message}`),
};

let loaded: Promise<typeof SchemaEngine> | undefined;

/** The bindings hold one instance at a time: a second one would pull the memory from under the first. */
function schemaEngine(): Promise<typeof SchemaEngine> {
  loaded ??= loadEngine();
  return loaded;
}

async function loadEngine(): Promise<typeof SchemaEngine> {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const bindings = (await import(join(folder, 'schema_engine_bg.js'))) as Bindings & WebAssembly.ModuleImports;
  const compiled = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const { exports } = new WebAssembly.Instance(compiled, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(exports);
  const start = exports.__wbindgen_start;
  if (typeof start === 'function') start();
  return bindings.SchemaEngine;
}

/** The SQL of a database's migrations, oldest first. */
export function migrationsOf(kind: DatabaseKind): readonly Migration[] {
  return readMigrations(projectRoot, kind);
}

export function schemaOf(kind: DatabaseKind): string {
  return readFileSync(join(projectRoot, 'prisma', kind, 'schema.prisma'), 'utf8');
}

/**
 * The SQL that leads from the state after `migrations` to `schema`; empty when they agree. What Prisma cannot say
 * (STRICT, CHECK, triggers, search indexes, the condition of a partial index) is not compared.
 */
export async function sqlBetween(migrations: readonly Pick<Migration, 'sql'>[], schema: string): Promise<string> {
  const Engine = await schemaEngine();
  const connection = new Sqlite(':memory:');
  try {
    for (const migration of migrations) connection.exec(migration.sql);
    makePartialIndexesWhole(connection);
    const factory = bindMigrationAwareSqlAdapterFactory({
      provider: 'sqlite',
      adapterName,
      connect: async () => adapterOver(connection),
      connectToShadowDb: async () => adapterOver(new Sqlite(':memory:')),
    });
    const engine = await Engine.new({ datamodels: undefined }, () => {}, factory);
    const files = [{ path: 'schema.prisma', content: schema }];
    const from: DiffTarget =
      migrations.length === 0 ? { tag: 'empty' } : { tag: 'schemaDatasource', files, configDir: projectRoot };
    const result = await engine.diff({
      from,
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: { externalTables: tablesWrittenByHand(connection), externalEnums: [] },
    });
    return result.exitCode === 0 ? '' : (result.stdout ?? '').trim();
  } finally {
    connection.close();
  }
}

/** Prisma's engine gives up on a database that has one; it is compared as the index over all rows that Prisma can say. */
function makePartialIndexesWhole(connection: Sqlite.Database): void {
  const partial = connection
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%) WHERE %'")
    .all() as { name: string; sql: string }[];
  for (const { name, sql } of partial) {
    connection.exec(`DROP INDEX "${name}"; ${sql.slice(0, sql.lastIndexOf(' WHERE '))}`);
  }
}

/** Tables that Prisma does not know: written by hand in snake_case, and what virtual tables keep beside themselves. */
function tablesWrittenByHand(connection: Sqlite.Database): string[] {
  const rows = connection
    .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'`)
    .all() as { name: string }[];
  return rows.map((row) => row.name).filter((name) => !/^[A-Z]/.test(name));
}

const adapterName = 'holdfast-migrations';

function adapterOver(connection: Sqlite.Database): SqlDriverAdapter {
  return {
    provider: 'sqlite',
    adapterName,
    queryRaw: async (query) => resultOf(connection, query),
    executeRaw: async ({ sql, args }) => connection.prepare(sql).run(args).changes,
    executeScript: async (script) => {
      connection.exec(script);
    },
    startTransaction: async () => {
      throw new Error('comparing schemas needs no transaction');
    },
    getConnectionInfo: () => ({ supportsRelationJoins: false }),
    dispose: async () => {},
  };
}

function resultOf(connection: Sqlite.Database, { sql, args }: SqlQuery): SqlResultSet {
  const statement = connection.prepare(sql);
  if (!statement.reader) {
    statement.run(args);
    return { columnNames: [], columnTypes: [], rows: [] };
  }
  const columnNames = statement.columns().map((column) => column.name);
  const rows = statement.raw().all(args) as unknown[][];
  const firstValue = (index: number) => rows.find((row) => row[index] !== null)?.[index];
  return { columnNames, columnTypes: columnNames.map((_name, index) => typeOf(firstValue(index))), rows };
}

function typeOf(value: unknown): ColumnType {
  if (typeof value === 'number') return Number.isInteger(value) ? ColumnTypeEnum.Int32 : ColumnTypeEnum.Double;
  return value instanceof Uint8Array ? ColumnTypeEnum.Bytes : ColumnTypeEnum.Text;
}
