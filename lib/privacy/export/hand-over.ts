import { auditOf } from '../../access/audit.ts';
import { isoAfter } from '../../platform/clock.ts';
import { fail } from '../../platform/errors.ts';
import type { JobRequest } from '../../platform/jobs/job-queue.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { type ExportRow, readExportRow, replaceExport } from './export-store.ts';
import { downloadAgainMinutes } from './schema.ts';

/**
 * Claims the one download of a ready archive. The first claim says so in the row, the ledger and the audit log, before a byte
 * leaves, and shortens the archive's life to {@link downloadAgainMinutes}: for as long a download that broke off can be begun
 * again. Once all of it was handed over, nothing of it is handed over any more.
 *
 * @throws `conflict` when it is not ready, was handed over, or has expired.
 */
export async function claimDownload(ctx: TenantContext, id: string): Promise<ExportRow & { readonly object: string }> {
  const now = ctx.now();
  const row = usable(ctx, await readExportRow(ctx.db, id), now);
  const event = { ...auditOf(ctx), action: 'export.download', outcome: 'ok', detail: { export: id } } as const;
  await ctx.services.audit.record(event);
  if (row.downloadedAt !== null) return row;
  const claimed = await ctx.write(
    { action: 'export.downloaded', subject: id, detail: { kind: row.kind } },
    async (tx) => {
      const before = usable(ctx, await readExportRow(tx, id), now);
      const until = isoAfter(now, downloadAgainMinutes * 60);
      const after = {
        ...before,
        downloadedAt: before.downloadedAt ?? now.toISOString(),
        expiresAt: before.expiresAt !== null && before.expiresAt < until ? before.expiresAt : until,
        updatedAt: now.toISOString(),
      };
      await replaceExport(tx, after);
      return after;
    },
  );
  await ctx.services.jobs.enqueue(jobOf(ctx, id), { delaySeconds: downloadAgainMinutes * 60 });
  return claimed;
}

/** Goes on with a download that was claimed. @throws `conflict` as {@link claimDownload} does, and when it was not. */
export async function claimedDownload(
  ctx: TenantContext,
  id: string,
): Promise<ExportRow & { readonly object: string }> {
  const row = usable(ctx, await readExportRow(ctx.db, id), ctx.now());
  if (row.downloadedAt === null) throw fail('conflict', { message: 'A download begins with its first byte.' });
  return row;
}

function usable(ctx: TenantContext, row: ExportRow, now: Date): ExportRow & { readonly object: string } {
  const { state, object, expiresAt } = row;
  if (state === 'queued' || state === 'running') throw fail('conflict', { message: 'This export is not ready yet.' });
  if (row.downloadedAt !== null && (state === 'expired' || ctx.services.exporter.wasHandedOver(row.id))) {
    throw fail('conflict', { message: 'This export was downloaded already. Make a new one.' });
  }
  if (state !== 'ready' || object === null || expiresAt === null || expiresAt <= now.toISOString()) {
    throw fail('conflict', { message: 'This export is not there any more. Make a new one.' });
  }
  return { ...row, object };
}

/** Afterwards the archive is handed over no more, and goes: told by the job, which can still write when this call has ended. */
export async function noteHandedOver(ctx: TenantContext, id: string): Promise<void> {
  ctx.services.exporter.noteHandedOver(id);
  await ctx.services.jobs.enqueue(jobOf(ctx, id));
}

function jobOf(ctx: TenantContext, id: string): JobRequest {
  return { kind: 'exports.run', orgId: ctx.org.id, subject: id, actor: ctx.actor };
}
