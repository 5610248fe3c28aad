import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { findContactsByEmail } from '../contacts/store.ts';
import { decideRows, emailsOf, readRows } from './decide-rows.ts';
import { readImportRecord } from './import-record.ts';
import { type ParsedRow, parseRows } from './parse-rows.ts';
import { ImportPreview, PreviewImport } from './schema.ts';
import { storedFile } from './stored-file.ts';

/** Values shown of each column, to tell what it holds. */
const samplesMax = 3;
/** Longer cells are shown in part. */
const cellCharsMax = 200;

export const previewImport = operation({
  name: 'imports.preview',
  title: 'See what the first rows of an import would become',
  http: 'GET /imports/{id}/preview',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: PreviewImport,
  output: ImportPreview,
  writes: false,
  refuses: ['conflict'],
  run: async (ctx, { id, rows: count }) => {
    const { state, columns, options } = await readImportRecord(ctx.db, id);
    if (state !== 'ready') throw fail('conflict', { message: 'This import has been started already.' });
    const file = storedFile(ctx.db, id, options.firstRow.byte);
    const first = await firstBatch(parseRows(file, { delimiter: options.delimiter, from: options.firstRow }));
    const read = readRows(first.slice(0, count), columns);
    const decisions = decideRows(read, await findContactsByEmail(ctx.db, emailsOf(read)), {
      duplicates: options.duplicates,
      at: ctx.now().toISOString(),
    });
    return {
      columns: columns.map(({ header, target }, index) => ({ header, target, samples: samplesOf(first, index) })),
      rows: decisions.map((decision) => ({
        row: decision.parsed.row,
        cells: columns.map((_, index) => shown(decision.parsed.cells[index] ?? '')),
        outcome: decision.outcome,
        problems: decision.outcome === 'reject' ? [...decision.problems] : [],
      })),
    };
  },
});

async function firstBatch(batches: AsyncIterable<readonly ParsedRow[]>): Promise<readonly ParsedRow[]> {
  for await (const batch of batches) return batch;
  return [];
}

function samplesOf(rows: readonly ParsedRow[], index: number): string[] {
  const values = rows.map((row) => (row.cells[index] ?? '').trim()).filter((cell) => cell !== '');
  return [...new Set(values)].slice(0, samplesMax).map(shown);
}

function shown(cell: string): string {
  return cell.length <= cellCharsMax ? cell : `${cell.slice(0, cellCharsMax).toWellFormed()}…`;
}
