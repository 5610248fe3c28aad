import { auditOf } from '../../access/audit.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import {
  type ArchiveImportRow,
  findArchiveRow,
  insertArchiveRow,
  listArchivesIn,
  removeArchiveRow,
  replaceArchiveRow,
} from './archive-store.ts';

/** Archives of one organisation that are kept until they are taken in or deleted: each may be gigabytes. */
const waitingMax = 3;
const waitingStates = ['uploading', 'checking', 'ready', 'running', 'failed'];

/** An upload that has not ended after so long has broken off with its process. */
const brokenAfterMs = 24 * 3_600_000;

/** Where an archive is, below the organisation's prefix. */
export function archiveObject(id: string): string {
  return `archives/${id}`;
}

/**
 * Stores an archive as it arrives, sealed. Afterwards it is there whole and waits to be checked, or (refused, broken off)
 * nothing of it is left. The row that names the object stands before the first byte, so that nothing is ever orphaned.
 * @throws `conflict` while as many wait as may; `body_too_large`; what the body throws.
 */
export async function receiveArchive(
  ctx: TenantContext,
  { fileName, body, bytesMax }: { fileName: string; body: AsyncIterable<Uint8Array>; bytesMax: number },
): Promise<ArchiveImportRow> {
  const at = ctx.now().toISOString();
  const id = newId('arc');
  const object = archiveObject(id);
  const blank: ArchiveImportRow = {
    ...{ id, fileName, object, fileBytes: 0, state: 'uploading', sha256: null, rowsTotal: null, rowsDone: 0 },
    ...{ checkpoint: null, problems: '[]', report: null, people: '[]', error: null, createdBy: ctx.actor },
    ...{ createdAt: at, updatedAt: at, finishedAt: null },
  };
  await dropBroken(ctx);
  await ctx.services.audit.record({ ...auditOf(ctx), action: 'archive.receive', outcome: 'ok', detail: { id } });
  await ctx.write({ action: 'archive.offered', subject: id, detail: { fileName } }, async (tx) => {
    if ((await listArchivesIn(tx, waitingStates)).length >= waitingMax) {
      throw fail('conflict', { message: `${waitingMax} archives wait. Take one in, or delete one first.` });
    }
    await insertArchiveRow(tx, blank);
  });
  try {
    const { bytes, sha256 } = await ctx.objects.put(object, bounded(body, bytesMax));
    const row: ArchiveImportRow = {
      ...blank,
      fileBytes: bytes,
      sha256,
      state: 'checking',
      updatedAt: ctx.now().toISOString(),
    };
    await ctx.write(
      {
        action: 'archive.received',
        subject: id,
        detail: { fileName, fileBytes: bytes, sha256: sha256.toString('hex') },
      },
      async (tx) => {
        if ((await findArchiveRow(tx, id)) === undefined)
          throw fail('conflict', { message: 'It was deleted meanwhile.' });
        await replaceArchiveRow(tx, row);
      },
    );
    return row;
  } catch (error) {
    await discard(ctx, id, object);
    throw error;
  }
}

async function* bounded(body: AsyncIterable<Uint8Array>, bytesMax: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > bytesMax) throw fail('body_too_large', { extension: { bytesMax } });
    yield piece;
  }
}

async function discard(ctx: TenantContext, id: string, object: string): Promise<void> {
  try {
    await ctx.objects.remove(object);
    await ctx.write({ action: 'archive.failed', subject: id, detail: { reason: 'upload' } }, (tx) =>
      removeArchiveRow(tx, id),
    );
  } catch (cause) {
    // The caller must hear of the first failure; what is left goes with the next upload.
    ctx.services.log.warn({ err: cause, archive: id }, 'an upload that broke off could not be removed');
  }
}

async function dropBroken(ctx: TenantContext): Promise<void> {
  const before = new Date(ctx.now().getTime() - brokenAfterMs).toISOString();
  for (const row of await listArchivesIn(ctx.db, ['uploading'])) {
    if (row.updatedAt < before) await discard(ctx, row.id, archiveObject(row.id));
  }
}
