import { describe, expect, it } from 'vitest';
import { entityOf } from '#lib/privacy/persons/exported-entities.ts';
import { coveredElsewhere, places } from '#lib/privacy/persons/places.ts';
import { labelledModels } from '#lib/privacy/persons/record-labels.ts';
import { controlRegistry, declaredColumns, tenantRegistry } from '#lib/privacy/registry.ts';

const columnsOf = (select: (place: (typeof places)[number]) => boolean): ReadonlySet<string> =>
  new Set(places.filter(select).flatMap(({ model, columns }) => columns.map((column) => `${model}.${column}`)));

const covered = columnsOf(() => true);
const aboutContacts = declaredColumns
  .filter(({ privacy }) => privacy.class === 'personal' && privacy.whose === 'contact')
  .map(({ model, column }) => `${model}.${column}`);

/** Columns about contacts that no place covers and that are not said to be covered elsewhere. */
const uncovered = (columns: readonly string[]) =>
  columns.filter((column) => !covered.has(column) && !Object.hasOwn(coveredElsewhere, column));

/** What stands in an archive under another form, or is made of what stands there. */
const exportedOtherwise: Readonly<Record<string, string>> = {
  'Contact.sortName': 'made of the names and the company',
  'ReceiptDetail.salt': 'opens a commitment and says nothing',
};

describe('the places where a person may be', () => {
  it('cover every column that the registry says is about contacts', () => {
    expect(aboutContacts.length).toBeGreaterThan(50);
    expect(uncovered(aboutContacts)).toEqual([]);
  });

  it('a column that no place covers is found', () => {
    expect(uncovered([...aboutContacts, 'Contact.birthday'])).toEqual(['Contact.birthday']);
  });

  it('name columns that there are, and no exception is of a column that a place covers or that is not there', () => {
    const declared = new Set(declaredColumns.map(({ model, column }) => `${model}.${column}`));
    expect([...covered].filter((column) => !declared.has(column))).toEqual([]);
    expect(Object.keys(coveredElsewhere).filter((column) => covered.has(column) || !declared.has(column))).toEqual([]);
    for (const { database, model } of places) {
      expect(model in (database === 'tenant' ? tenantRegistry : controlRegistry), model).toBe(true);
    }
  });

  it('erase what they export, and export what they erase or say why not', () => {
    const erased = columnsOf(({ erase }) => erase !== null);
    const exported = columnsOf((place) => entityOf(place) !== undefined);
    const keptBack = columnsOf(({ notExported }) => notExported !== undefined);
    expect([...exported].filter((column) => !erased.has(column))).toEqual([]);
    expect([...erased].filter((column) => !exported.has(column) && !keptBack.has(column))).toEqual([]);
  });

  it('write every column that they cover into the archive', () => {
    const missing = places.flatMap((place) => {
      const written = entityOf(place)?.columns.map(({ name }) => name);
      return written === undefined
        ? []
        : place.columns.filter((column) => !written.includes(column)).map((column) => `${place.model}.${column}`);
    });
    expect([...new Set(missing)].filter((column) => !Object.hasOwn(exportedOtherwise, column))).toEqual([]);
  });

  it('are told apart by their names, say what becomes of them, and their records can be shown', () => {
    expect(new Set(places.map(({ name }) => name)).size).toBe(places.length);
    for (const { fate, title } of places) expect([fate.endsWith('.'), title.length > 3]).toEqual([false, true]);
    expect([...new Set(places.map(({ model }) => model))].filter((model) => !labelledModels.includes(model))).toEqual(
      [],
    );
  });
});
