import type { TenantContext } from '../../tenancy/context.ts';

/** Where the archive of an export is stored, below the organisation's prefix. */
export function archiveObject(id: string): string {
  return `exports/${id}.zip`;
}

/**
 * Afterwards the archive is not being made, there is none, and nothing is remembered of it. For exports whose row says already
 * that they have none.
 */
export async function dropArchive(ctx: Pick<TenantContext, 'services' | 'objects'>, id: string): Promise<void> {
  await ctx.services.exporter.cancel(id);
  await ctx.objects.remove(archiveObject(id));
  ctx.services.exporter.forget(id);
}
