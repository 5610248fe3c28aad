import { stringify } from 'csv-stringify/sync';
import { fileOutput, operation } from '../../access/operation.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { type ImportRecord, readImportRecord } from './import-record.ts';
import { type CellProblem, ImportId } from './schema.ts';
import { listRejects, type RejectRow } from './store.ts';

const rowsAtOnce = 1_000;
/** So that spreadsheets read the file as UTF-8. */
const byteOrderMark = '\ufeff';

export const listImportRejects = operation({
  name: 'imports.rejects',
  title: 'Download the rejected rows of an import',
  description:
    'A CSV file with the columns of the upload and what is wrong with each row, to correct and upload again.',
  http: 'GET /imports/{id}/rejects',
  permission: 'contacts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ImportId,
  output: fileOutput,
  writes: false,
  run: async (ctx, { id }) => {
    const record = await readImportRecord(ctx.db, id);
    const parts = await csvParts(ctx, record);
    return {
      fileName: `rejected-${id}.csv`,
      contentType: 'text/csv; charset=utf-8',
      // Held as text, at most what the upload was: the database may be closed by the time the caller reads.
      stream: streamOf(parts),
    };
  },
});

function streamOf(parts: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const rest = [...parts];
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = rest.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(next);
    },
  });
}

async function csvParts(ctx: TenantContext, record: ImportRecord): Promise<Buffer[]> {
  const headers = [...record.columns.map((column) => column.header), 'Holdfast row', 'Holdfast problems'];
  const parts = [Buffer.from(byteOrderMark + csv([headers]), 'utf8')];
  let afterRow = 0;
  for (;;) {
    const rejects = await listRejects(ctx.db, record.row.id, afterRow, rowsAtOnce);
    const last = rejects.at(-1);
    if (last === undefined) return parts;
    const lines = rejects.map((reject) => cellsOf(reject, record.columns.length));
    parts.push(Buffer.from(csv(lines), 'utf8'));
    afterRow = last.row;
  }
}

function cellsOf(reject: RejectRow, columns: number): string[] {
  const cells = JSON.parse(reject.cells) as string[];
  const problems = JSON.parse(reject.problems) as CellProblem[];
  const told = problems.map(({ header, message }) => (header === null ? message : `${header}: ${message}`));
  return [
    ...Array.from({ length: columns }, (_, index) => cells[index] ?? ''),
    String(reject.row),
    [...told, ...beyond(cells, columns)].join('; '),
  ];
}

/** Cells without a column would shift the last two columns; they are told instead. */
function beyond(cells: readonly string[], columns: number): string[] {
  const rest = cells.slice(columns).filter((cell) => cell.trim() !== '');
  return rest.length === 0 ? [] : [`without a column: ${rest.join(', ')}`];
}

/** Cells that a spreadsheet would calculate begin with an apostrophe (CWE-1236). */
function csv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: 'windows' },
  );
}
