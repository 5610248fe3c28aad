import { operation } from '../../access/operation.ts';
import { readImportRecord } from './import-record.ts';
import { presentImport } from './present.ts';
import { Import, ImportId } from './schema.ts';

export const readImport = operation({
  name: 'imports.read',
  title: 'Read an import',
  http: 'GET /imports/{id}',
  permission: 'contacts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ImportId,
  output: Import,
  writes: false,
  run: async (ctx, { id }) => presentImport((await readImportRecord(ctx.db, id)).row),
});
