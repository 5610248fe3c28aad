import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { requireNoHold } from '../../privacy/holds/active-holds.ts';
import { readImportRecord } from './import-record.ts';
import { ImportId } from './schema.ts';
import { type ImportRow, removeImport } from './store.ts';

export const deleteImport = operation({
  name: 'imports.delete',
  title: 'Delete an import',
  description: 'Its file and its rejected rows go; the contacts that it made stay, and so do its receipts.',
  http: 'DELETE /imports/{id}',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: ImportId,
  output: z.null(),
  writes: true,
  refuses: ['conflict', 'legal_hold'],
  status: 204,
  run: async (ctx, { id }) => {
    await ctx.write(
      (row: ImportRow) => ({
        action: 'import.deleted',
        subject: id,
        detail: { fileName: row.fileName, state: row.state, rowsDone: row.rowsDone },
      }),
      async (tx) => {
        const { row, state } = await readImportRecord(tx, id);
        if (state === 'running') throw fail('conflict', { message: 'This import is under way. Cancel it first.' });
        await requireNoHold(tx);
        await removeImport(tx, id);
        return row;
      },
    );
    return null;
  },
});
