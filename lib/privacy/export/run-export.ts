import { operation } from '../../access/operation.ts';
import { isoAfter } from '../../platform/clock.ts';
import { fail, isHoldfastError, toHoldfastError } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { archiveObject, dropArchive } from './archive-object.ts';
import { endExport } from './end-export.ts';
import { type ExportRow, readExportRow, replaceExport } from './export-store.ts';
import { optionsOf } from './present.ts';
import { ExportId, ExportJobProgress, exportDays } from './schema.ts';

/** How often an archive is begun anew before the export has failed. */
const failuresMax = 4;
/** How long the job rests while the archive is being made beside it. */
const restSeconds = 1;
const daySeconds = 86_400;

/**
 * Crash order: the archive is stored whole under a name that nobody is told, then its row says that it is ready, with the
 * receipt. A process that dies before the row is written leaves an object that the next run overwrites, since it makes the
 * archive anew.
 */
export const runExport = operation({
  name: 'exports.run',
  title: 'Go on with an export',
  description: 'Run by the job queue until it is done. Each run waits a moment for the archive that is made beside it.',
  permission: 'exports:write',
  feature: undefined,
  limits: [],
  input: ExportId,
  output: ExportJobProgress,
  writes: true,
  run: async (ctx, { id }) => {
    const row = await findRow(ctx, id);
    // Not asked for after all (its process ended before that), or deleted.
    if (row === null) return { done: true };
    if (row.state === 'ready') {
      const over = row.expiresAt !== null && row.expiresAt <= ctx.now().toISOString();
      if (over || ctx.services.exporter.wasHandedOver(id)) await expire(ctx, id);
      return { done: true };
    }
    if (row.state !== 'queued') {
      // Ended while it was being made, perhaps begun at that very moment: nothing of it may stay.
      await dropArchive(ctx, id);
      return { done: true };
    }
    return { done: await makeArchive(ctx, row), delaySeconds: restSeconds };
  },
});

async function findRow(ctx: TenantContext, id: string): Promise<ExportRow | null> {
  try {
    return await readExportRow(ctx.db, id);
  } catch (error) {
    if (isHoldfastError(error) && error.code === 'not_found') return null;
    throw error;
  }
}

/** @returns whether the export has come to its end. */
async function makeArchive(ctx: TenantContext, row: ExportRow): Promise<boolean> {
  const { exporter } = ctx.services;
  const object = archiveObject(row.id);
  let made: Awaited<ReturnType<typeof exporter.make>>;
  try {
    made = await exporter.make(ctx, { id: row.id, object, options: optionsOf(row) });
  } catch (error) {
    const { code } = toHoldfastError(error);
    if (code === 'shutting_down') throw error;
    // A file was deleted while it was being copied, or the storage failed: a later instant may do.
    if (exporter.noteFailure(row.id) < failuresMax) {
      ctx.services.log.warn({ err: error, export: row.id }, 'an export is begun anew');
      return false;
    }
    ctx.services.log.error({ err: error, export: row.id }, 'an export failed');
    await failExport(
      ctx,
      row.id,
      code === 'conflict' ? 'The bytes of a file are missing.' : 'It could not be written.',
    );
    return true;
  }
  if (made === null) return false;
  await finishExport(ctx, row.id, object, made);
  exporter.forget(row.id);
  return true;
}

async function finishExport(
  ctx: TenantContext,
  id: string,
  object: string,
  made: { readonly bytes: number; readonly sha256: Buffer; readonly rows: number; readonly createdAt: Date },
): Promise<void> {
  try {
    await ctx.write(
      {
        action: 'export.made',
        subject: id,
        detail: {
          bytes: made.bytes,
          sha256: made.sha256.toString('hex'),
          rows: made.rows,
          createdAt: made.createdAt.toISOString(),
        },
      },
      async (tx) => {
        const before = await readExportRow(tx, id);
        if (before.state !== 'queued') throw fail('conflict', { detail: `the export is ${before.state} by now` });
        const now = ctx.now();
        await replaceExport(tx, {
          ...before,
          state: 'ready',
          object,
          bytes: made.bytes,
          sha256: made.sha256,
          rowsTotal: made.rows,
          rowsDone: made.rows,
          updatedAt: now.toISOString(),
          finishedAt: now.toISOString(),
          expiresAt: isoAfter(now, exportDays * daySeconds),
        });
      },
    );
  } catch (error) {
    // Cancelled, or deleted, at the last moment: nobody will ever ask for the object. Where another run of the job was first,
    // the archive is the one that its row names, and stays.
    if ((await findRow(ctx, id))?.state !== 'ready') await ctx.objects.remove(object);
    if (isHoldfastError(error) && (error.code === 'conflict' || error.code === 'not_found')) return;
    throw error;
  }
}

async function failExport(ctx: TenantContext, id: string, reason: string): Promise<void> {
  await ctx.write(
    ({ receipt }: Awaited<ReturnType<typeof endExport>>) => receipt,
    async (tx) => endExport(tx, await readExportRow(tx, id), 'failed', ctx.now().toISOString(), reason),
  );
  await dropArchive(ctx, id);
}

/** One download is all that there is: an archive that somebody has is one that nobody else can be given. */
async function expire(ctx: TenantContext, id: string): Promise<void> {
  await ctx.write(
    ({ receipt }: Awaited<ReturnType<typeof endExport>>) => receipt,
    async (tx) => endExport(tx, await readExportRow(tx, id), 'expired', ctx.now().toISOString()),
  );
  await dropArchive(ctx, id);
}
