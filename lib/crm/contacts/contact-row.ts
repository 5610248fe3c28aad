import { storedCustomFields } from './present.ts';
import { type ContactFields, type ContactTextField, contactTextFields, sortNameOf } from './schema.ts';
import type { ContactRow } from './store.ts';

/** What may change in a contact. A text that is null or empty is removed; one that is absent stays. */
export interface ContactChange extends Readonly<Partial<Record<ContactTextField, string | null | undefined>>> {
  readonly tags?: readonly string[] | undefined;
  readonly customFields?: Readonly<Record<string, string | null>> | undefined;
}

/** A new contact's row. */
export function newContactRow(id: string, fields: ContactFields, at: string): ContactRow {
  const blank = Object.fromEntries(contactTextFields.map((name) => [name, null])) as Record<ContactTextField, null>;
  return changedContactRow(
    { ...blank, id, tags: '[]', customFields: '{}', sortName: '', version: 0, createdAt: at, updatedAt: at },
    fields,
    at,
  );
}

/** The row after a change, one version on. */
export function changedContactRow(row: ContactRow, change: ContactChange, at: string): ContactRow {
  const texts = Object.fromEntries(
    contactTextFields.map((name) => {
      const value = change[name];
      return [name, value === undefined ? row[name] : value];
    }),
  ) as Record<ContactTextField, string | null>;
  return {
    id: row.id,
    ...texts,
    tags: change.tags === undefined ? row.tags : JSON.stringify(change.tags),
    customFields: mergedCustomFields(row.customFields, change.customFields),
    sortName: sortNameOf(texts),
    version: row.version + 1,
    createdAt: row.createdAt,
    updatedAt: at,
  };
}

function mergedCustomFields(stored: string, change: ContactChange['customFields']): string {
  if (change === undefined) return stored;
  const merged = new Map(Object.entries(storedCustomFields(stored)));
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === '') merged.delete(name);
    else merged.set(name, value);
  }
  return JSON.stringify(Object.fromEntries(merged));
}
