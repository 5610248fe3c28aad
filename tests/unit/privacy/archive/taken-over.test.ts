import { describe, expect, it } from 'vitest';
import { SortedIds } from '#lib/privacy/archive/sorted-ids.ts';
import { fates } from '#lib/privacy/archive/taken-over.ts';
import { portableEntities } from '#lib/privacy/export/entities.ts';

describe('what becomes of the entities of an archive', () => {
  it('is decided for every one of them, and for no others', () => {
    expect(Object.keys(fates).sort()).toEqual(portableEntities.map(({ name }) => name).sort());
  });

  it.each(portableEntities.map((entity) => [entity.name, entity] as const))('%s: fits its columns', (name, entity) => {
    const fate = fates[name];
    if (!fate?.taken) {
      expect(fate?.why).toMatch(/\.$/);
      return;
    }
    // Nothing of the directory of the installation is ever written by an archive.
    expect(entity.database).toBe('tenant');
    const columns = new Set(entity.columns.map((column) => column.name));
    for (const column of [...Object.keys(fate.forms), ...Object.keys(fate.references)])
      expect(columns).toContain(column);
    if (fate.unique) expect(columns).toContain(fate.unique);
    if (fate.erased) expect(columns).toContain(fate.erased.column);
    for (const made of Object.keys(fate.made ?? {})) expect(Object.keys(entity.leftOut)).toContain(made);
    for (const target of Object.values(fate.references)) {
      // What is pointed to is read, and taken in, before what points to it.
      const at = (entityName: string) => portableEntities.findIndex((other) => other.name === entityName);
      expect(at(target)).toBeLessThan(at(name));
      expect(fates[target]).toMatchObject({ taken: true, named: expect.any(String) });
    }
  });
});

describe('ids in order', () => {
  const idOf = (n: number) => String(n).padStart(26, '0');

  it('finds what is there, and nothing else, among many', () => {
    const ids = new SortedIds();
    for (let n = 0; n < 5_000; n += 2) expect(ids.add(idOf(n))).toBe(true);
    for (let n = 0; n < 5_000; n += 1) expect(ids.has(idOf(n))).toBe(n % 2 === 0);
    expect(ids.has('short')).toBe(false);
  });

  it('takes none twice and none out of order', () => {
    const ids = new SortedIds();
    expect([ids.add(idOf(5)), ids.add(idOf(5)), ids.add(idOf(4)), ids.add(idOf(6))]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(ids.count).toBe(2);
  });
});
