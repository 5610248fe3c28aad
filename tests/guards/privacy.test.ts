import { describe, expect, it } from 'vitest';
import { type Connection, openConnection } from '#lib/platform/db/connection.ts';
import { applyMigrations, type DatabaseKind, readMigrations } from '#lib/platform/db/migrate.ts';
import { controlRegistry, declaredColumns, derivedTables, tenantRegistry } from '#lib/privacy/registry.ts';
import { projectRoot } from '../support/data-folder.ts';

/** `table.column` for every column of every table that the migrations make, without the search engine's own tables. */
function columnsOf(database: DatabaseKind): string[] {
  const connection = openConnection({ file: ':memory:', access: 'write' });
  try {
    applyMigrations(connection, readMigrations(projectRoot, database), new Date());
    return columnsIn(connection);
  } finally {
    connection.close();
  }
}

function columnsIn(connection: Connection): string[] {
  const rows = connection
    .prepare(
      `SELECT t.name AS tableName, c.name AS columnName FROM sqlite_schema t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> '_migration'`,
    )
    .all() as { tableName: string; columnName: string }[];
  return rows
    .filter(({ tableName }) => !Object.keys(derivedTables).some((prefix) => tableName.startsWith(prefix)))
    .map(({ tableName, columnName }) => `${tableName}.${columnName}`)
    .sort();
}

const declared = (database: DatabaseKind) =>
  declaredColumns
    .filter((column) => column.database === database)
    .map(({ model, column }) => `${model}.${column}`)
    .sort();

describe('every column has a privacy class', () => {
  it.each(['control', 'tenant'] as const)(
    'of the %s database, and no class is of a column that is not there',
    (database) => {
      const columns = columnsOf(database);
      expect(columns.length).toBeGreaterThan(50);
      expect(declared(database)).toEqual(columns);
    },
  );

  it('a column that nobody declared is found', () => {
    const connection = openConnection({ file: ':memory:', access: 'write' });
    applyMigrations(connection, readMigrations(projectRoot, 'tenant'), new Date());
    connection.exec('ALTER TABLE Contact ADD COLUMN birthday TEXT; CREATE TABLE Secret (a TEXT)');
    const found = columnsIn(connection).filter((column) => !declared('tenant').includes(column));
    connection.close();
    expect(found).toEqual(['Contact.birthday', 'Secret.a']);
  });

  it('derived tables serve tables that are declared', () => {
    for (const { from } of Object.values(derivedTables)) expect(from in tenantRegistry).toBe(true);
  });

  it('says why each column is kept', () => {
    for (const { model, column, privacy } of declaredColumns) {
      expect(privacy.purpose.length, `${model}.${column}`).toBeGreaterThan(5);
    }
  });

  it('what is plainly about people is declared so', () => {
    const plainly = /email|phone|mobile|^(?:first|last)Name$|addressLine|postalCode|userAgent/i;
    const wrong = declaredColumns.filter(({ column, privacy }) => plainly.test(column) && privacy.class !== 'personal');
    expect(wrong.map(({ model, column }) => `${model}.${column}`)).toEqual([]);
  });

  it('receipts themselves hold nothing personal, so that the ledger outlives an erasure', () => {
    expect(new Set(Object.values(tenantRegistry.Receipt).map((column) => column.class))).toEqual(new Set(['retained']));
    expect(tenantRegistry.ReceiptDetail.detail.class).toBe('personal');
    expect(tenantRegistry.ReceiptDetail.salt.class).toBe('personal');
  });

  it('the key directory keeps no secret', () => {
    expect(Object.keys(controlRegistry.ApiKey)).not.toContain('key');
    expect(controlRegistry.ApiKey.hash.class).toBe('operational');
  });
});
