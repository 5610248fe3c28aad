import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { dropArchive } from './archive-object.ts';
import { endExport } from './end-export.ts';
import { readExportRow } from './export-store.ts';
import { presentExport } from './present.ts';
import { DataExport, ExportId } from './schema.ts';

export const cancelExport = operation({
  name: 'exports.cancel',
  title: 'Cancel an export',
  description: 'For one that is not ready yet. Nothing of it is kept.',
  http: 'POST /exports/{id}/cancel',
  permission: 'exports:write',
  feature: undefined,
  limits: ['api.general'],
  input: ExportId,
  output: DataExport,
  writes: true,
  refuses: ['conflict'],
  run: async (ctx, { id }) => {
    const answer = await ctx.writeAnswer(
      ({ receipt }: Awaited<ReturnType<typeof endExport>>) => receipt,
      async (tx) => {
        const before = await readExportRow(tx, id);
        if (before.state !== 'queued') throw fail('conflict', { message: 'This export has ended.' });
        return endExport(tx, before, 'cancelled', ctx.now().toISOString());
      },
      ({ row }) => presentExport(row, null),
    );
    await dropArchive(ctx, id);
    return answer;
  },
});
