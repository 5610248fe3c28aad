import { operation } from '../../access/operation.ts';
import { presentImport } from './present.ts';
import { ImportPage, ListImports } from './schema.ts';
import { listImportRows } from './store.ts';

export const listImports = operation({
  name: 'imports.list',
  title: 'List imports',
  http: 'GET /imports',
  permission: 'contacts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListImports,
  output: ImportPage,
  writes: false,
  run: async (ctx, input) => {
    const { rows, nextCursor } = await listImportRows(ctx, input);
    return { data: rows.map(presentImport), nextCursor };
  },
});
