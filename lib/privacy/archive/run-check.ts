import { operation } from '../../access/operation.ts';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { type ArchiveImportRow, findArchiveRow, replaceArchiveRow } from './archive-store.ts';
import { checkArchive } from './check-archive.ts';
import { objectSource } from './object-source.ts';
import { ArchiveId, ArchiveProgress } from './schema.ts';

export const checkUploadedArchive = operation({
  name: 'archives.check',
  title: 'Check an archive',
  description: 'Run by the job queue. What ends in the midst of it begins anew: nothing was written.',
  permission: 'exports:write',
  feature: undefined,
  limits: [],
  input: ArchiveId,
  output: ArchiveProgress,
  writes: true,
  run: async (ctx, { id }) => {
    const row = await findArchiveRow(ctx.db, id);
    if (row === undefined) return { done: true };
    if (row.state === 'refused' && row.object === null) await ctx.objects.remove(`archives/${id}`);
    if (row.state !== 'checking' || row.object === null) return { done: true };
    const source = objectSource(ctx.objects, row.object, row.fileBytes);
    try {
      const { report, people, rowsTotal } = await checkArchive(source, { stopping: () => ctx.services.jobs.stopping });
      await settle(ctx, id, 'archive.checked', { rowsTotal, root: report.ledger.root }, (now) => ({
        ...now,
        state: 'ready',
        rowsTotal,
        report: JSON.stringify(report),
        people: JSON.stringify(people),
      }));
      return { done: true };
    } catch (error) {
      if (!isHoldfastError(error)) throw error;
      // It was deleted, or another run has checked it.
      if (error.code === 'conflict') return { done: true };
      if (error.code !== 'archive_refused') throw error;
      await settle(ctx, id, 'archive.refused', { problems: error.problems.length }, (now, at) => ({
        ...now,
        state: 'refused',
        object: null,
        problems: JSON.stringify(error.problems),
        finishedAt: at,
      }));
      // Once more, to remove the object: a crash in between must not leave it.
      return { done: false };
    }
  },
});

async function settle(
  ctx: TenantContext,
  id: string,
  action: string,
  detail: Readonly<Record<string, string | number>>,
  change: (row: ArchiveImportRow, at: string) => ArchiveImportRow,
): Promise<void> {
  await ctx.write({ action, subject: id, detail }, async (tx) => {
    const now = await findArchiveRow(tx, id);
    if (now?.state !== 'checking') throw fail('conflict', { detail: `the archive is ${now?.state ?? 'gone'}` });
    const at = ctx.now().toISOString();
    await replaceArchiveRow(tx, { ...change(now, at), updatedAt: at });
  });
}
