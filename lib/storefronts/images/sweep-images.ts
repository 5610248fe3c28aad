import type { TenantContext } from '../../tenancy/context.ts';
import { imageObjects } from './image-objects.ts';
import { listImageObjects } from './store.ts';

/** An upload writes its row right after its object; nobody else needs longer. */
const orphanAfterMs = 3_600_000;
const objectsAtOnce = 500;

/**
 * Removes objects that no picture has: what a crash left between object and row, or between the end of a row and of its
 * object. Younger ones than an hour are left alone, since their row may be on its way.
 *
 * Asked inside one organisation's job.
 * @returns how many were removed.
 * @throws `storage_unavailable`; what was removed by then stays removed.
 */
export async function sweepOrphanImages(ctx: TenantContext): Promise<number> {
  const prefix = `org/${ctx.org.id}/`;
  const latest = ctx.now().getTime() - orphanAfterMs;
  let removed = 0;
  let batch: string[] = [];
  const sweep = async () => {
    const known = await listImageObjects(ctx.db, batch);
    for (const object of batch.filter((each) => !known.has(each))) {
      await ctx.objects.remove(object);
      removed += 1;
    }
    batch = [];
  };
  for await (const { key, at } of ctx.services.objects.store.list(`${prefix}${imageObjects}`)) {
    if (at.getTime() < latest) batch.push(key.slice(prefix.length));
    if (batch.length >= objectsAtOnce) await sweep();
  }
  await sweep();
  return removed;
}
