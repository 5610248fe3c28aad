import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { checkJob } from './archive-jobs.ts';
import { findArchiveRow } from './archive-store.ts';
import { presentArchive } from './present.ts';
import { Archive, ArchiveId } from './schema.ts';

export const checkArchiveAgain = operation({
  name: 'archives.check',
  title: 'Check an uploaded archive',
  description:
    'An archive is checked as soon as it was uploaded; ask where that did not come to its end. Asking is harmless.',
  http: 'POST /archives/{id}/check',
  permission: 'exports:write',
  feature: undefined,
  limits: ['api.general'],
  input: ArchiveId,
  output: Archive,
  writes: true,
  refuses: ['conflict'],
  status: 202,
  run: async (ctx, { id }) => {
    const row = await findArchiveRow(ctx.db, id);
    if (row === undefined) throw fail('not_found');
    if (row.state === 'uploading') throw fail('conflict', { message: 'The file is still on its way.' });
    if (row.state === 'checking') await ctx.services.jobs.enqueue(checkJob(ctx, id));
    return presentArchive(row);
  },
});
