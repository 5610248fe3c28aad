import { isoAfter } from '../../platform/clock.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { dropArchive } from './archive-object.ts';
import { endExport } from './end-export.ts';
import { deleteOldNotes, findExpired, hasOldNotes, readExportRow } from './export-store.ts';
import { exportNoteDays } from './schema.ts';

const atOnce = 50;
const daySeconds = 86_400;

/**
 * Removes archives whose time is over, each with its receipt, and notes of exports that are older than 90 days. Asked for now
 * and again inside the organisation.
 * @returns how many archives and notes went.
 */
export async function expireExports(ctx: TenantContext): Promise<number> {
  let cut = 0;
  for (;;) {
    const expired = await findExpired(ctx.db, ctx.now().toISOString(), atOnce);
    for (const { id } of expired) {
      await ctx.write(
        ({ receipt }: Awaited<ReturnType<typeof endExport>>) => receipt,
        async (tx) => endExport(tx, await readExportRow(tx, id), 'expired', ctx.now().toISOString()),
      );
      await dropArchive(ctx, id);
      cut += 1;
    }
    if (expired.length < atOnce) break;
  }
  const before = isoAfter(ctx.now(), -exportNoteDays * daySeconds);
  if (await hasOldNotes(ctx.db, before)) {
    cut += await ctx.write(
      (notes: number) => ({ action: 'exports.pruned', subject: ctx.org.id, detail: { notes } }),
      (tx) => deleteOldNotes(tx, before),
    );
  }
  return cut;
}
