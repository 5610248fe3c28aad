// The one module that talks to Prisma's schema engine. It runs as WebAssembly over an in-memory database of ours,
// because the engine's binary would have to be downloaded.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import Sqlite from 'better-sqlite3-multiple-ciphers';

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const databases = ['control', 'tenant'];

const require = createRequire(import.meta.url);

/** Where the engine leaves the message of a panic; the error that follows says nothing. */
globalThis.PRISMA_WASM_PANIC_REGISTRY ??= {
  set_message: (message) => console.error(`schema engine: ${message}`),
};

let loaded;

/** The bindings hold one instance at a time: a second one would pull the memory from under the first. */
function schemaEngine() {
  loaded ??= loadEngine();
  return loaded;
}

async function loadEngine() {
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const bindings = await import(join(folder, 'schema_engine_bg.js'));
  const compiled = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const { exports } = new WebAssembly.Instance(compiled, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  return bindings.SchemaEngine;
}

function typeOf(value) {
  if (typeof value === 'number') return Number.isInteger(value) ? ColumnTypeEnum.Int32 : ColumnTypeEnum.Double;
  return value instanceof Uint8Array ? ColumnTypeEnum.Bytes : ColumnTypeEnum.Text;
}

function adapterOver(connection) {
  const query = async ({ sql, args }) => {
    const statement = connection.prepare(sql);
    if (!statement.reader) {
      statement.run(args);
      return { columnNames: [], columnTypes: [], rows: [] };
    }
    const names = statement.columns().map((column) => column.name);
    const rows = statement.raw().all(args);
    const columnTypes = names.map((_name, index) => typeOf(rows.find((row) => row[index] !== null)?.[index]));
    return { columnNames: names, columnTypes, rows };
  };
  return {
    provider: 'sqlite',
    adapterName: 'holdfast-migrations',
    queryRaw: query,
    executeRaw: async ({ sql, args }) => connection.prepare(sql).run(args).changes,
    executeScript: async (script) => void connection.exec(script),
    startTransaction: async () => {
      throw new Error('comparing schemas needs no transaction');
    },
    getConnectionInfo: () => ({ supportsRelationJoins: false }),
    dispose: async () => {},
  };
}

/** The SQL of a database's migrations, oldest first. */
export function migrationsOf(database, root = projectRoot) {
  const folder = join(root, 'prisma', database, 'migrations');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ id: entry.name, sql: readFileSync(join(folder, entry.name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function schemaOf(database, root = projectRoot) {
  return readFileSync(join(root, 'prisma', database, 'schema.prisma'), 'utf8');
}

/** Tables that Prisma does not know: written by hand in snake_case, and what virtual tables keep beside themselves. */
function tablesWrittenByHand(connection) {
  return connection
    .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'`)
    .all()
    .map((row) => row.name)
    .filter((name) => !/^[A-Z]/.test(name));
}

/**
 * The SQL that leads from the state after `migrations` to `schema`; empty when they agree. What Prisma cannot say
 * (STRICT, CHECK, triggers, search indexes) is not compared.
 */
export async function sqlBetween(migrations, schema) {
  const SchemaEngine = await schemaEngine();
  const connection = new Sqlite(':memory:');
  try {
    for (const migration of migrations) connection.exec(migration.sql);
    const factory = {
      provider: 'sqlite',
      adapterName: 'holdfast-migrations',
      connect: async () => adapterOver(connection),
      connectToShadowDb: async () => adapterOver(new Sqlite(':memory:')),
    };
    const engine = await SchemaEngine.new(
      { datamodels: undefined },
      () => {},
      bindMigrationAwareSqlAdapterFactory(factory),
    );
    const files = [{ path: 'schema.prisma', content: schema }];
    const result = await engine.diff({
      from: migrations.length === 0 ? { tag: 'empty' } : { tag: 'schemaDatasource', files, configDir: projectRoot },
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
