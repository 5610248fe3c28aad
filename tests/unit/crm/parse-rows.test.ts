import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FilePlace, type ParsedRow, parseRows } from '#lib/crm/import/parse-rows.ts';

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(bytes: Uint8Array, chunkBytes: number, from: FilePlace = { byte: 0, row: 0 }) {
  const rows: ParsedRow[] = [];
  const rest = inChunks(bytes.subarray(from.byte), chunkBytes);
  for await (const batch of parseRows(rest, { delimiter: ',', from })) rows.push(...batch);
  return rows;
}

/** Any cell but one in quotes with white space after them, which reads like a quoted cell written carelessly. */
const cell = fc
  .oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.stringMatching(/^[a-z",\n\r ;_()?/]{0,8}$/))
  .filter((text) => !/^".*"\s+$/s.test(text));
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 });

describe('parseRows', () => {
  test('reads what a writer of CSV wrote, wherever the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 64 }), async (rows, chunkBytes) => {
        const bytes = Buffer.from(stringify(rows, { quoted: true, record_delimiter: 'windows' }));
        const read = await rowsOf(bytes, chunkBytes);
        const written = rows.map((cells) => cells.map((text) => text.toWellFormed()));
        expect(read.map((row) => row.cells)).toEqual(
          written.filter((cells) => cells.some((text) => text.trim() !== '')),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('from the place after any row on, reads exactly the rest, with the same row numbers', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), async (rows, lineEnd, blankLines) => {
        const lines = rows.map((cells) => stringify([cells], { quoted: true, record_delimiter: lineEnd }));
        const bytes = Buffer.from(lines.join(blankLines ? lineEnd : ''));
        const whole = await rowsOf(bytes, 7);
        for (const [index, row] of whole.entries()) {
          expect(await rowsOf(bytes, 5, row.end)).toEqual(whole.slice(index + 1));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('numbers rows as a spreadsheet does: the header is row 1, blank lines count', async () => {
    const rows = await rowsOf(Buffer.from('a,b\n\n1,"x\ny"\n,,\n2,z\n'), 3);
    expect(rows.map((row) => [row.row, row.cells[0]])).toEqual([
      [1, 'a'],
      [3, '1'],
      [5, '2'],
    ]);
  });

  test('takes every byte of a cell for itself, whatever stands at its ends', async () => {
    const kept = Array.from({ length: 256 }, (_, code) => code).filter(
      (code) => ![0x22, 0x2c].includes(code) && String.fromCharCode(code).trim() !== '',
    );
    for (const code of kept.filter((byte) => byte < 0x80)) {
      const character = String.fromCharCode(code);
      const [row] = await rowsOf(Buffer.from(`x,${character}b${character},y\n`, 'latin1'), 100);
      expect(row?.cells).toEqual(['x', `${character}b${character}`, 'y']);
    }
  });

  test('forgives quotes inside cells and white space around quoted ones', async () => {
    const [row] = await rowsOf(Buffer.from('5" pipe, "Smith, Bob" ,"said ""hi""","abc"def\n'), 4);
    expect(row?.cells).toEqual(['5" pipe', 'Smith, Bob', 'said "hi"', '"abc"def']);
  });

  test('stops with the row where a quote is never closed, also when it goes on from a place', async () => {
    const bytes = Buffer.from('a,b\n1,2\n"3,4\n5,6\n');
    const [, second] = await rowsOf(bytes.subarray(0, 8), 3);
    const problem = (attempt: Promise<unknown>) =>
      attempt.then(
        () => 'no problem',
        (error: { problems?: { message: string }[] }) => error.problems?.[0]?.message,
      );
    expect(await problem(rowsOf(bytes, 3))).toMatch(/^Row 3: a quote is opened and never closed/);
    expect(await problem(rowsOf(bytes, 3, second?.end))).toMatch(/^Row 3: a quote is opened and never closed/);
  });
});
