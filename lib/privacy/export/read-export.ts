import { operation } from '../../access/operation.ts';
import { readExportRow } from './export-store.ts';
import { presentExport } from './present.ts';
import { DataExport, ExportId } from './schema.ts';

export const readExport = operation({
  name: 'exports.read',
  title: 'Read an export',
  description: 'With how many rows are written, and how many there are to write.',
  http: 'GET /exports/{id}',
  permission: 'exports:read',
  feature: undefined,
  limits: ['api.general'],
  input: ExportId,
  output: DataExport,
  writes: false,
  run: async (ctx, { id }) => presentExport(await readExportRow(ctx.db, id), ctx.services.exporter.progress(id)),
});
