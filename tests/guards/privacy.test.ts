import { describe, expect, it } from 'vitest';
import { type Connection, openConnection } from '#lib/platform/db/connection.ts';
import { applyMigrations, type DatabaseKind, readMigrations } from '#lib/platform/db/migrate.ts';
import { retentions } from '#lib/privacy/classes.ts';
import { dataPlaces, placeOf } from '#lib/privacy/places.ts';
import { processingActivities } from '#lib/privacy/processing.ts';
import { controlRegistry, declaredColumns, derivedTables, tenantRegistry } from '#lib/privacy/registry.ts';
import { rulesOfTerm } from '#lib/privacy/retention/terms.ts';
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

/** Terms that no rule of retention counts, and what ends them instead. */
const tiedTerms: Readonly<Record<string, string>> = {
  record: 'whoever deletes the record',
  account: 'the erasure of the account',
  membership: 'the end of the membership',
  organisation: 'the erasure of the organisation',
  ledger: 'the erasure of the organisation',
  installation: 'nothing: opaque ids, and what the installation needs to run',
  window: 'itself: each entry carries its own end',
  backup: 'the rotation of backups',
  log: 'whoever runs the installation',
};

describe('how long things are kept', () => {
  it('each term goes by a rule of retention, or is tied to what ends it', () => {
    for (const term of Object.keys(retentions) as (keyof typeof retentions)[]) {
      expect(rulesOfTerm(term).length > 0, term).toBe(!(term in tiedTerms));
    }
    expect(Object.keys(tiedTerms).filter((term) => !(term in retentions))).toEqual([]);
  });

  it('no term is left that nothing is kept by', () => {
    const used = new Set([
      ...declaredColumns.map(({ privacy }) => privacy.retention),
      ...dataPlaces.map(({ privacy }) => privacy.retention),
    ]);
    expect(Object.keys(retentions).filter((term) => !used.has(term as keyof typeof retentions))).toEqual([]);
  });
});

describe('places beside the columns', () => {
  it('each is named once and says what it holds, and none takes what another one takes', () => {
    const names = dataPlaces.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    for (const { name, holds } of dataPlaces) expect(holds.length, name).toBeGreaterThan(10);
    const id = `org_${'0'.repeat(26)}`;
    for (const prefix of ['files', 'exports', 'archives', 'history']) {
      expect(dataPlaces.filter(({ matches }) => matches.test(`org/${id}/${prefix}/x`))).toHaveLength(1);
    }
  });

  it('an object under a prefix that nobody declared is found', () => {
    expect(placeOf('objects', `org/org_${'0'.repeat(26)}/thumbnails/x`)).toBeUndefined();
    expect(placeOf('files', 'crash-dumps/core')).toBeUndefined();
  });

  it('every activity of the record is one that something is kept for', () => {
    for (const { title, purpose, basis, recipients } of Object.values(processingActivities)) {
      for (const text of [purpose, basis, recipients]) expect(text.length, title).toBeGreaterThan(15);
      expect(basis, title).toContain('Article');
    }
  });
});
