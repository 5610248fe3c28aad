import { pipeline, Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import type { Delimiter } from './delimiter.ts';
import { badFile, cellText } from './file-text.ts';

/** A place between two rows of a file. */
export interface FilePlace {
  /** Bytes before it, from the beginning of the text as it is stored. */
  readonly byte: number;
  /** Rows before it, as a spreadsheet numbers them: the header is row 1, blank lines count. */
  readonly row: number;
}

export interface ParsedRow {
  /** The row's number as a spreadsheet shows it. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Where the next row begins. */
  readonly end: FilePlace;
}

/** Largest row in bytes. Beyond it a quote was opened and never closed, or this is no list of contacts. */
export const rowBytesMax = 256 * 1024;

/** Rows that are handed on together: as many as one write of an import takes, which holds everybody else up for it. */
export const batchRows = 250;

/**
 * The rows of a file from a place between two rows on, in batches; rows without any content are left out. The file is
 * read as it is needed and never held whole.
 *
 * @param bytes the file from `from.byte` on.
 * @throws `invalid_input` naming the row where the file is not CSV: a quote without an end, a row too large.
 */
export async function* parseRows(
  bytes: AsyncIterable<Uint8Array>,
  options: { readonly delimiter: Delimiter; readonly from: FilePlace },
): AsyncGenerator<readonly ParsedRow[], void, undefined> {
  const { delimiter, from } = options;
  const parser = parse({
    delimiter,
    // Cells as bytes: which encoding they are in is seen cell by cell.
    encoding: null,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    ltrim: true,
    max_record_size: rowBytesMax,
    info: true,
  });
  pipeline(Readable.from(bytes, { objectMode: false }), parser, () => {
    // Errors of either side reach whoever iterates over the parser.
  });
  let batch: ParsedRow[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Buffer[]; info: Info }>) {
      const row = from.row + info.records + info.empty_lines;
      const cells = record.map((cell) => unquoted(cellText(cell)));
      if (cells.every((cell) => cell.trim() === '')) continue;
      batch.push({ row, cells, end: { byte: from.byte + info.bytes, row } });
      if (batch.length < batchRows) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw isCsvError(error) ? badFile(sentenceFor(error, from)) : error;
  }
  if (batch.length > 0) yield batch;
}

/** White space after a closing quote makes the parser take the quotes for content. */
function unquoted(cell: string): string {
  if (!cell.startsWith('"') || !/^".*"\s+$/s.test(cell)) return cell;
  return cell.trimEnd().slice(1, -1).replaceAll('""', '"');
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('CSV_');
}

function sentenceFor(error: CsvError, from: FilePlace): string {
  const counted = error as unknown as Partial<Info>;
  const row = from.row + (counted.records ?? 0) + (counted.empty_lines ?? 0) + 1;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `Row ${row}: a quote is opened and never closed.`;
    case 'CSV_MAX_RECORD_SIZE':
      return `Row ${row} is larger than ${rowBytesMax / 1024} KB; probably a quote is opened there and never closed.`;
    default:
      return `Row ${row} cannot be read as CSV.`;
  }
}
