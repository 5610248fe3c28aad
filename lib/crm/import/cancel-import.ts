import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { endImport } from './import-batch.ts';
import { readImportRecord } from './import-record.ts';
import { presentImport } from './present.ts';
import { endedStates, Import, ImportId } from './schema.ts';

export const cancelImport = operation({
  name: 'imports.cancel',
  title: 'Cancel an import',
  description: 'Rows that were imported already stay; the counts say which. The uploaded file is removed.',
  http: 'POST /imports/{id}/cancel',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: ImportId,
  output: Import,
  writes: true,
  refuses: ['conflict'],
  run: async (ctx, { id }) => {
    return ctx.writeAnswer(
      ({ receipts }: Awaited<ReturnType<typeof endImport>>) => receipts,
      async (tx) => {
        const record = await readImportRecord(tx, id);
        if (endedStates.has(record.state)) throw fail('conflict', { message: 'This import has ended.' });
        return endImport(tx, record.row, 'cancelled', ctx.now().toISOString());
      },
      ({ row }) => presentImport(row),
    );
  },
});
