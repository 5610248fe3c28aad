import type { SqlValue } from '../../platform/db/types.ts';
import type { ColumnKind, PortableColumn } from './columns.ts';
import { bare, bytesOf, type PortableRow } from './json-rows.ts';

/*
 * CSV as docs/archive-format.md, section 4, fixes it: RFC 4180, and safe to open in a spreadsheet. Client-safe but for bytes.
 */

export const byteOrderMark = '\uFEFF';

/** What spreadsheets take for the beginning of a formula (OWASP, CSV injection), and the mark that keeps them from it. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠']/;
const needsQuotes = /[",\r\n]/;

/** One `'` more in front of what a spreadsheet would run. To undo it, remove one `'` at the beginning: {@link unescaped}. */
export function formulaSafe(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** The text that {@link formulaSafe} was given. */
export function unescaped(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}

/** One cell, quoted where RFC 4180 asks for it. Null is nothing at all, an empty text two quotes. */
export function csvCell(text: string | null): string {
  if (text === null) return '';
  if (text === '') return '""';
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

export function csvHeader(columns: readonly Pick<PortableColumn, 'name'>[]): string {
  return csvLine(columns.map(({ name }) => name));
}

/** Writes rows as lines of CSV. */
export function csvLines(columns: readonly PortableColumn[]): (row: PortableRow) => string {
  const writers = columns.map(({ kind }) => writerOf(kind));
  return (row) => {
    let line = '';
    for (let index = 0; index < writers.length; index += 1) {
      const value = row[index] ?? null;
      if (index > 0) line += ',';
      if (value !== null) line += (writers[index] as (typeof writers)[number])(value);
    }
    return `${line}\r\n`;
  };
}

function writerOf(kind: ColumnKind): (value: NonNullable<SqlValue>) => string {
  switch (bare(kind)) {
    case 'text':
    case 'json':
      return (value) => csvCell(formulaSafe(String(value)));
    case 'integer':
      return (value) => String(value);
    case 'bytes':
      return (value) => bytesOf(value).toString('hex');
    case 'blob':
      return (value) => bytesOf(value).toString('base64');
  }
}
