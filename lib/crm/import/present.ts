import { importRecord } from './import-record.ts';
import type { ImportAnswer } from './schema.ts';
import type { ImportRow } from './store.ts';

/** An import as it leaves the product. */
export function presentImport(row: ImportRow): ImportAnswer {
  const { state, columns, options } = importRecord(row);
  return {
    id: row.id,
    fileName: row.fileName,
    fileBytes: row.fileBytes,
    state,
    columns: columns.map(({ header, target }) => ({ header, target })),
    duplicates: options.duplicates,
    encoding: options.encoding,
    delimiter: options.delimiter,
    rowsTotal: row.rowsTotal,
    rowsDone: row.rowsDone,
    rowsCreated: row.rowsCreated,
    rowsUpdated: row.rowsUpdated,
    rowsSkipped: row.rowsSkipped,
    rowsRejected: row.rowsRejected,
    error: row.error,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    finishedAt: row.finishedAt,
  };
}
