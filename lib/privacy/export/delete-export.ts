import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { dropArchive } from './archive-object.ts';
import { deleteExportRow, readExportRow } from './export-store.ts';
import { ExportId } from './schema.ts';

export const deleteExport = operation({
  name: 'exports.delete',
  title: 'Delete an export',
  description: 'The archive and the note that it was made; the ledger still tells of both.',
  http: 'DELETE /exports/{id}',
  permission: 'exports:write',
  feature: undefined,
  limits: ['api.general'],
  input: ExportId,
  output: z.void(),
  writes: true,
  refuses: ['conflict'],
  status: 204,
  run: async (ctx, { id }) => {
    await ctx.write({ action: 'export.deleted', subject: id, detail: {} }, async (tx) => {
      const row = await readExportRow(tx, id);
      if (row.state === 'queued' || row.state === 'running') {
        throw fail('conflict', { message: 'This export is under way. Cancel it first.' });
      }
      await deleteExportRow(tx, id);
    });
    await dropArchive(ctx, id);
  },
});
