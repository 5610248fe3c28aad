import type { SqlValue } from '../../platform/db/types.ts';
import type { ColumnKind, PortableColumn } from './columns.ts';

/** A row of an entity: its values in the order of the entity's columns, as SQLite holds them; JSON as text. */
export type PortableRow = readonly SqlValue[];

/**
 * Writes rows as lines of JSON: docs/archive-format.md, section 3. Put together by hand, since there are millions: names are
 * written once, and JSON that is stored as text stays what it is.
 */
export function jsonLines(columns: readonly PortableColumn[]): (row: PortableRow) => string {
  const parts = columns.map(({ name, kind }, index) => ({
    before: `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    write: writers[bare(kind)],
  }));
  return (row) => {
    let line = '';
    for (let index = 0; index < parts.length; index += 1) {
      const part = parts[index] as (typeof parts)[number];
      const value = row[index] ?? null;
      line += value === null ? `${part.before}null` : part.before + part.write(value);
    }
    return `${line}}\n`;
  };
}

type BareKind = Exclude<ColumnKind, `${string}?`>;

export function bare(kind: ColumnKind): BareKind {
  return (kind.endsWith('?') ? kind.slice(0, -1) : kind) as BareKind;
}

const writers: Readonly<Record<BareKind, (value: NonNullable<SqlValue>) => string>> = {
  text: (value) => JSON.stringify(String(value)),
  integer: (value) => String(value),
  json: (value) => String(value),
  bytes: (value) => `"${bytesOf(value).toString('hex')}"`,
  blob: (value) => `"${bytesOf(value).toString('base64')}"`,
};

export function bytesOf(value: NonNullable<SqlValue>): Buffer {
  if (typeof value !== 'object') throw new TypeError('a value that should be bytes is none');
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
