import { z } from 'zod';
import type { PortableEntity } from '../export/portable-entity.ts';
import { type ColumnForms, moment, words } from './field-forms.ts';

/** A line of data as it was parsed. */
export type ArchiveRow = Readonly<Record<string, unknown>>;

/** Longest text of a column that no form of its own bounds. */
const textCharsMax = 100_000;

/** What a line of the entity must be: exactly its columns, each by its kind, by its name, or by the form given for it. */
export function rowForm(entity: PortableEntity, forms: ColumnForms): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      entity.columns.map(({ name, kind }) => {
        const nullable = kind.endsWith('?');
        const form = forms[name];
        if (form !== undefined) return [name, form];
        const value = byKind(name, nullable ? kind.slice(0, -1) : kind);
        return [name, nullable ? value.nullable() : value];
      }),
    ),
  );
}

function byKind(name: string, kind: string): z.ZodType {
  switch (kind) {
    case 'text':
      return name.endsWith('At') ? moment : words(textCharsMax);
    case 'integer':
      return z.int();
    case 'bytes':
      return z.string().regex(/^(?:[0-9a-f]{2})*$/, 'Not bytes as hex');
    case 'blob':
      return z.base64();
    default:
      return z.unknown().refine((value) => value !== undefined);
  }
}
