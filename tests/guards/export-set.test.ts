import { describe, expect, it } from 'vitest';
import { openConnection } from '#lib/platform/db/connection.ts';
import { applyMigrations, readMigrations } from '#lib/platform/db/migrate.ts';
import { inLedgerFile, modelsLeftOut, portableEntities } from '#lib/privacy/export/entities.ts';
import { controlRegistry, type DeclaredColumn, declaredColumns, tenantRegistry } from '#lib/privacy/registry.ts';
import { projectRoot } from '../support/data-folder.ts';

/** CLAIMS G8: the export set equals the erase set, but for what is declared with its reason. */

const exported = new Set([
  ...portableEntities.flatMap(({ model, columns, joined }) => {
    const elsewhere = new Set(joined.map((column) => column.slice(column.indexOf('.') + 1)));
    return columns.flatMap(({ name }) => (elsewhere.has(name) ? [] : [`${model}.${name}`]));
  }),
  ...portableEntities.flatMap((entity) => entity.joined),
]);

/** Why a column is in no archive; undefined when nothing says so. */
function reasonOf({ model, column }: DeclaredColumn): string | undefined {
  const whole = Object.entries(modelsLeftOut).find(([name]) => name === model)?.[1];
  if (whole !== undefined) return whole;
  const left = portableEntities.find((entity) => entity.model === model)?.leftOut[column];
  return typeof left === 'object' ? left.leftOut : undefined;
}

const mattering = declaredColumns.filter(({ privacy }) => ['personal', 'organisational'].includes(privacy.class));

describe('the export set', () => {
  it('holds every personal and organisational column, or says why not', () => {
    expect(mattering.length).toBeGreaterThan(200);
    const missing = mattering
      .filter((column) => !exported.has(`${column.model}.${column.column}`) && !inLedgerFile.has(column.model))
      .filter((column) => reasonOf(column) === undefined)
      .map(({ model, column }) => `${model}.${column}`);
    expect(missing).toEqual([]);
  });

  it('a column that nobody exports is found', () => {
    const invented: DeclaredColumn = {
      database: 'tenant',
      model: 'Contact',
      column: 'birthday',
      privacy: { class: 'personal', whose: 'contact', purpose: 'Congratulating', retention: 'record' },
    };
    expect(exported.has('Contact.birthday')).toBe(false);
    expect(reasonOf(invented)).toBeUndefined();
  });

  it('leaves nothing out for a reason that is also exported, and nothing that has gone', () => {
    const known = new Set(declaredColumns.map(({ model, column }) => `${model}.${column}`));
    for (const name of exported) expect(known, name).toContain(name);
    const models = new Set(portableEntities.map(({ model }) => model as string));
    for (const model of Object.keys(modelsLeftOut)) {
      // Members show of an account what the organisation sees of it.
      if (model !== 'User') expect(models, model).not.toContain(model);
      expect(model in controlRegistry || model in tenantRegistry, model).toBe(true);
    }
  });

  it('holds no secret: no column that proves anything', () => {
    const secret = /hash$|secret|wrapped|^digest$|^hash/i;
    // The digest of a text that stands beside it, and that everybody is shown.
    const open = new Set(['ConsentPolicy.hash']);
    const found = [...exported].filter((name) => secret.test(name.slice(name.indexOf('.') + 1)) && !open.has(name));
    expect(found).toEqual([]);
  });

  it('names each entity once, after nothing that is not there, and with a key of its own columns', () => {
    const names = portableEntities.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, columns, key } of portableEntities) {
      expect(name).toMatch(/^[a-z][A-Za-z]{2,40}$/);
      for (const column of key) expect(columns.map((each) => each.name)).toContain(column);
    }
  });
});

describe('the erase set', () => {
  it('holds everything exported: the organisation’s own database, and rows of the directory that go with it', () => {
    const connection = openConnection({ file: ':memory:', access: 'write' });
    applyMigrations(connection, readMigrations(projectRoot, 'control'), new Date());
    const goesWith = (model: string): boolean =>
      (connection.pragma(`foreign_key_list('${model}')`) as { table: string; on_delete: string }[]).some(
        (key) => key.table === 'Organization' && key.on_delete === 'CASCADE',
      );
    const kept = portableEntities
      .filter(({ database, model }) => database === 'control' && model !== 'Organization' && !goesWith(model))
      .map(({ model }) => model);
    connection.close();
    // The audit log refers to nobody, so that it outlives what it tells of: the erasure removes the organisation's part.
    expect(kept).toEqual(['AuditEvent']);
  });
});
