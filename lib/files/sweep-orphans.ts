import type { TenantContext } from '../tenancy/context.ts';
import { fileObjects } from './portable.ts';
import { isTakingIn, listKnownObjects } from './store.ts';

/** An upload writes its row right after its object; nobody else needs longer. */
const orphanAfterMs = 3_600_000;
const objectsAtOnce = 500;

/**
 * Removes objects that no file has: what a crash left between object and row, or between the end of a row and of its
 * object. Younger ones than an hour are left alone, since their row may be on its way.
 *
 * Asked inside one organisation's job.
 * @returns how many were removed.
 * @throws `storage_unavailable`; what was removed by then stays removed.
 */
export async function sweepOrphanObjects(ctx: TenantContext): Promise<number> {
  if (await isTakingIn(ctx.db)) return 0;
  const { store } = ctx.services.objects;
  const prefix = `org/${ctx.org.id}/`;
  const latest = ctx.now().getTime() - orphanAfterMs;
  let removed = 0;
  let batch: string[] = [];
  const sweep = async () => {
    const known = await listKnownObjects(ctx.db, batch);
    for (const object of batch) {
      if (known.has(object)) continue;
      await ctx.objects.remove(object);
      removed += 1;
    }
    batch = [];
  };
  for await (const { key, at } of store.list(`${prefix}${fileObjects}`)) {
    if (at.getTime() < latest) batch.push(key.slice(prefix.length));
    if (batch.length >= objectsAtOnce) await sweep();
  }
  await sweep();
  return removed;
}
