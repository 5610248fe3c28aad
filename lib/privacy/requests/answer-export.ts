import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import type { RequestRow } from './request-store.ts';

interface AttachedExport {
  readonly state: string;
  readonly object: string | null;
  readonly fileName: string;
}

/** The archive that goes with an answer; undefined when there is none. */
export function findAttachedExport(
  db: SqlReader,
  row: Pick<RequestRow, 'exportId'>,
): Promise<AttachedExport | undefined> {
  return db.get<AttachedExport>('SELECT "state", "object", "fileName" FROM "DataExport" WHERE "id" = ?', [
    row.exportId,
  ]);
}

/**
 * How far the archive of an answer is: an answer is not mailed before what it speaks of is there.
 * `lost`: it failed, was cancelled, or is gone; somebody has to send the answer again.
 */
export async function exportStanding(
  ctx: TenantContext,
  row: Pick<RequestRow, 'exportId'>,
): Promise<'none' | 'making' | 'ready' | 'lost'> {
  if (row.exportId === null) return 'none';
  const found = await findAttachedExport(ctx.db, row);
  if (found?.state === 'queued' || found?.state === 'running') return 'making';
  return found?.state === 'ready' && found.object !== null ? 'ready' : 'lost';
}

/** Afterwards the archive is kept at least as long as the link to its answer opens it. */
export async function keepExportUntil(
  tx: SqlWriter,
  row: Pick<RequestRow, 'exportId' | 'answerExpiresAt'>,
): Promise<void> {
  await tx.run(
    'UPDATE "DataExport" SET "expiresAt" = max(coalesce("expiresAt", \'\'), ?) WHERE "id" = ? AND "state" = \'ready\'',
    [row.answerExpiresAt ?? '', row.exportId],
  );
}
