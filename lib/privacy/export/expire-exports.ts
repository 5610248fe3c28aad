import type { TenantContext } from '../../tenancy/context.ts';
import { dropArchive } from './archive-object.ts';
import { endExport } from './end-export.ts';
import { findExpired, readExportRow } from './export-store.ts';

const atOnce = 50;

/**
 * Removes archives whose time is over, each with its receipt. Asked for now and again inside the organisation. The notes of
 * exports go by their rule of retention.
 * @returns how many archives went.
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
  return cut;
}
