import { z } from 'zod';
import type { SqlReader } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import type { FilePlace } from './parse-rows.ts';
import { ImportColumn, ImportOptions, type ImportState, importStates } from './schema.ts';
import { findImportRow, type ImportRow } from './store.ts';

const Place = z.strictObject({ byte: z.int(), row: z.int() }) satisfies z.ZodType<FilePlace>;

/** An import with what its columns of JSON hold. */
export interface ImportRecord {
  readonly row: ImportRow;
  readonly state: ImportState;
  readonly columns: readonly ImportColumn[];
  readonly options: ImportOptions;
  /** Where the next batch begins. */
  readonly place: FilePlace;
}

/** @throws `not_found` when there is no such import, or its file is still on its way. */
export async function readImportRecord(db: SqlReader, id: string): Promise<ImportRecord> {
  const row = await findImportRow(db, id);
  if (!row || row.state === 'uploading') throw fail('not_found');
  return importRecord(row);
}

export function importRecord(row: ImportRow): ImportRecord {
  const state = importStates.find((name) => name === row.state);
  if (state === undefined) throw fail('internal', { detail: `an import in the unknown state ${row.state}` });
  const options = ImportOptions.parse(JSON.parse(row.options));
  return {
    row,
    state,
    columns: z.array(ImportColumn).parse(JSON.parse(row.mapping)),
    options,
    place: row.checkpoint === null ? options.firstRow : Place.parse(JSON.parse(row.checkpoint)),
  };
}
