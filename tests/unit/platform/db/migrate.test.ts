import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, openConnection } from '#lib/platform/db/connection.ts';
import { applyMigrations, migrationOf, pendingMigrations, readMigrations } from '#lib/platform/db/migrate.ts';
import { migrationsOf, schemaOf, sqlBetween } from '../../../../scripts/prisma/schema-engine.ts';
import { projectRoot, temporaryFolder } from '../../../support/data-folder.ts';

const at = new Date('2026-01-01T00:00:00.000Z');
const first = migrationOf(
  '0001_first',
  'CREATE TABLE one (id INTEGER PRIMARY KEY) STRICT; INSERT INTO one VALUES (1);',
);
const second = migrationOf('0002_second', 'CREATE TABLE two (oneId INTEGER REFERENCES one (id)) STRICT;');

let connection: Connection;

beforeEach(() => {
  connection = openConnection({ file: ':memory:', access: 'write' });
});

afterEach(() => {
  connection.close();
});

const tables = () =>
  connection.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all();

describe('applying migrations', () => {
  test('runs each once, in order, and remembers it with its checksum', () => {
    expect(applyMigrations(connection, [first], at)).toEqual(['0001_first']);
    expect(applyMigrations(connection, [first, second], at)).toEqual(['0002_second']);
    expect(applyMigrations(connection, [first, second], at)).toEqual([]);
    expect(tables()).toEqual(['_migration', 'one', 'two']);
    expect(connection.prepare('SELECT * FROM _migration').all()).toEqual([
      { id: '0001_first', checksum: first.checksum, appliedAt: at.toISOString() },
      { id: '0002_second', checksum: second.checksum, appliedAt: at.toISOString() },
    ]);
  });

  test('leaves nothing of one that fails half-way, and what came before it stays', () => {
    const broken = migrationOf('0002_broken', 'CREATE TABLE half (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);');
    expect(() => applyMigrations(connection, [first, broken], at)).toThrow(
      /0002_broken failed: no such table: nowhere/,
    );
    expect(tables()).toEqual(['_migration', 'one']);
    expect(connection.inTransaction).toBe(false);
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(applyMigrations(connection, [first, second], at)).toEqual(['0002_second']);
  });

  test('refuses one that leaves rows pointing nowhere', () => {
    applyMigrations(connection, [first, second], at);
    connection.exec('INSERT INTO two VALUES (1)');
    const careless = migrationOf('0003_careless', 'DELETE FROM one;');
    expect(() => applyMigrations(connection, [first, second, careless], at)).toThrow(/pointing nowhere/);
    expect(connection.prepare('SELECT count(*) FROM one').pluck().get()).toBe(1);
  });

  test('can rebuild a table that others refer to', () => {
    applyMigrations(connection, [first, second], at);
    connection.exec('INSERT INTO two VALUES (1)');
    const rebuild = migrationOf(
      '0003_rebuild',
      `CREATE TABLE new_one (id INTEGER PRIMARY KEY, name TEXT) STRICT; INSERT INTO new_one (id) SELECT id FROM one;
       DROP TABLE one; ALTER TABLE new_one RENAME TO one;`,
    );
    applyMigrations(connection, [first, second, rebuild], at);
    expect(connection.prepare('SELECT count(*) FROM two JOIN one ON one.id = two.oneId').pluck().get()).toBe(1);
  });
});

describe('a database that does not fit the code is refused before anything is changed', () => {
  test('when it knows a migration that the code lacks: data_newer_than_code', () => {
    applyMigrations(connection, [first, second], at);
    expect(() => applyMigrations(connection, [first], at)).toThrow(
      expect.objectContaining({ code: 'data_newer_than_code', detail: expect.stringContaining('0002_second') }),
    );
  });

  test('when an applied migration reads differently now', () => {
    applyMigrations(connection, [first], at);
    const edited = migrationOf(first.id, `${first.sql} -- edited`);
    expect(() => applyMigrations(connection, [edited, second], at)).toThrow(
      expect.objectContaining({ code: 'data_folder_unusable', detail: expect.stringContaining('0001_first') }),
    );
    expect(tables()).toEqual(['_migration', 'one']);
  });
});

describe('the migrations folder', () => {
  test('is found from the project root alone, wherever the process runs', () => {
    const folder = temporaryFolder();
    try {
      const own = join(folder.path, 'prisma', 'tenant', 'migrations');
      mkdirSync(join(own, '0002_later'), { recursive: true });
      cpSync(join(projectRoot, 'prisma/tenant/migrations/0001_init'), join(own, '0001_init'), { recursive: true });
      writeFileSync(join(own, '0002_later', 'migration.sql'), 'CREATE TABLE later (id INTEGER) STRICT;');
      copyFileSync(join(projectRoot, 'package.json'), join(own, 'README.md'));
      expect(readMigrations(folder.path, 'tenant').map((migration) => migration.id)).toEqual([
        '0001_init',
        '0002_later',
      ]);
      expect(() => readMigrations(folder.path, 'control')).toThrow();
    } finally {
      folder.remove();
    }
  });
});

describe.each(['control', 'tenant'] as const)('the %s database', (kind) => {
  test('is after its migrations what its Prisma schema says', async () => {
    expect(await sqlBetween(migrationsOf(kind), schemaOf(kind))).toBe('');
  });

  test('would not pass that comparison with a column too many in the schema', async () => {
    const schema = schemaOf(kind).replace(/^model \w+ \{$/m, (line) => `${line}\n  addedLater String?`);
    expect(await sqlBetween(migrationsOf(kind), schema)).toContain('"addedLater"');
  });

  test('is made of STRICT tables', () => {
    applyMigrations(connection, readMigrations(projectRoot, kind), at);
    const loose = connection
      .prepare(
        `SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .pluck()
      .all();
    // Prisma's BIGINT is no type of STRICT tables; CHECKs stand in.
    expect(loose).toEqual(kind === 'tenant' ? ['Deal'] : []);
    expect(pendingMigrations(connection, readMigrations(projectRoot, kind))).toEqual([]);
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
  });
});
