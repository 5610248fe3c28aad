import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PortableColumn } from '#lib/privacy/export/columns.ts';
import { csvHeader, csvLines, unescaped } from '#lib/privacy/export/csv-rows.ts';
import { jsonLines } from '#lib/privacy/export/json-rows.ts';

const columns: readonly PortableColumn[] = [
  { name: 'a', kind: 'text?' },
  { name: 'b', kind: 'text' },
  { name: 'c', kind: 'integer?' },
];

const hostile = [
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://evil.example","x")',
  '+1 504 555',
  '-2+3',
  '@SUM(A1)',
  '\tx',
  '\rx',
  '\nx',
  '＝1+1',
  '＠x',
  "'quoted",
  "''",
  '"',
  '""',
  'a,b',
  'a\r\nb',
  '\uFEFFx',
  'Zoë 🦊 ﷽',
  ' ',
  'null',
  '1e9',
];

const table = (rows: readonly (readonly (string | number | null)[])[]): string[][] => {
  const line = csvLines(columns);
  return parse(csvHeader(columns) + rows.map(line).join(''), { from_line: 2 }) as string[][];
};

describe('a table', () => {
  it.each(hostile)('gives %j back, and no spreadsheet takes it for a formula', (cell) => {
    const [[a = '', b = ''] = []] = table([[cell, cell, null]]);
    expect(unescaped(a)).toBe(cell);
    expect(unescaped(b)).toBe(cell);
    expect(a).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
  });

  it('gives any text back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), {
          minLength: 1,
          maxLength: 5,
        }),
        (rows) => {
          const read = table(rows.map(([a, b]) => [a, b, 1]));
          expect(read.map(([a = '', b = '']) => [unescaped(a), unescaped(b)])).toEqual(rows);
        },
      ),
    );
  });

  it('ends every row with CRLF and tells nothing from an empty text', () => {
    expect(csvLines(columns)([null, '', -5])).toBe(',"",-5\r\n');
    expect(csvHeader(columns)).toBe('a,b,c\r\n');
  });
});

describe('a line of JSON', () => {
  it('is what JSON.stringify would write, with stored JSON as it is', () => {
    const line = jsonLines([
      ...columns,
      { name: 'd', kind: 'json' },
      { name: 'e', kind: 'bytes' },
      { name: 'f', kind: 'blob?' },
    ]);
    for (const cell of hostile) {
      const text = line([cell, cell, 7, '{"x":[1,null]}', new Uint8Array([0, 255]), new Uint8Array([1])]);
      expect(text.endsWith('\n') && !text.slice(0, -1).includes('\n')).toBe(true);
      expect(JSON.parse(text)).toEqual({ a: cell, b: cell, c: 7, d: { x: [1, null] }, e: '00ff', f: 'AQ==' });
    }
  });
});
