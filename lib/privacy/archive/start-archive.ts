import { operation } from '../../access/operation.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { checkJob, guardSeconds, importJob } from './archive-jobs.ts';
import { placeText, takenEntities } from './archive-place.ts';
import {
  type ArchiveImportRow,
  countRows,
  findArchiveRow,
  listArchivesIn,
  replaceArchiveRow,
} from './archive-store.ts';
import { presentArchive } from './present.ts';
import { Archive, ArchiveId } from './schema.ts';

export const startArchive = operation({
  name: 'archives.start',
  title: 'Take an archive in',
  description:
    'Into an organisation that is empty as yet. The rows are taken in in the background; read the archive to see how far it ' +
    'is. Asking again is harmless, and makes one that stopped go on. A person must have signed in within the last ten minutes.',
  http: 'POST /archives/{id}/start',
  permission: 'exports:write',
  feature: undefined,
  limits: ['api.general'],
  input: ArchiveId,
  output: Archive,
  writes: true,
  stepUp: 'always',
  refuses: ['conflict'],
  status: 202,
  run: async (ctx, { id }) => {
    const { jobs } = ctx.services;
    const found = await findArchiveRow(ctx.db, id);
    if (found === undefined) throw fail('not_found');
    // Where the check did not come to its end, it is taken up again.
    if (found.state === 'checking') await jobs.enqueue(checkJob(ctx, id));
    // The job stands before the import starts and is called once it has: no crash leaves a running import without one.
    await jobs.enqueue(importJob(ctx, id), { delaySeconds: guardSeconds });
    const row =
      found.state === 'running'
        ? found
        : await ctx.write(
            (started: ArchiveImportRow) => ({
              action: 'archive.started',
              subject: id,
              detail: { rowsTotal: started.rowsTotal, rowsDone: started.rowsDone },
            }),
            async (tx) => {
              const now = await findArchiveRow(tx, id);
              if (now === undefined) throw fail('not_found');
              if (now.state !== 'ready' && now.state !== 'failed') throw fail('conflict', { message: whyNot(now) });
              // One that stopped goes on: what is there is what it brought.
              if (now.checkpoint === null) await requireEmpty(tx);
              const others = (await listArchivesIn(tx, ['running'])).length;
              if (others > 0) throw fail('conflict', { message: 'Another archive is being taken in.' });
              const after: ArchiveImportRow = {
                ...now,
                state: 'running',
                error: null,
                checkpoint: now.checkpoint ?? placeText({ step: 0, rows: 0, history: newId('lhi') }),
                updatedAt: ctx.now().toISOString(),
              };
              await replaceArchiveRow(tx, after);
              return after;
            },
          );
    await jobs.enqueue(importJob(ctx, id));
    return presentArchive(row);
  },
});

function whyNot({ state }: ArchiveImportRow): string {
  switch (state) {
    case 'uploading':
    case 'checking':
      return 'This archive has not been checked yet.';
    case 'refused':
      return 'This archive was refused.';
    default:
      return 'This archive has been taken in already.';
  }
}

/** Asked inside the write that starts: what is there could have the same ids, and nobody could tell the two apart. */
async function requireEmpty(tx: SqlReader): Promise<void> {
  const inTheWay: string[] = [];
  for (const { entity } of takenEntities) {
    const count = await countRows(tx, entity.model);
    if (count > 0) inTheWay.push(`${entity.title.split(';', 1)[0]?.toLowerCase()} (${count})`);
  }
  if (inTheWay.length > 0) {
    throw fail('conflict', {
      message: `An archive is taken into an empty organisation; this one holds ${inTheWay.join(', ')}.`,
    });
  }
}
