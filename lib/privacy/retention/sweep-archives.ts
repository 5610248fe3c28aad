import type { TenantContext } from '../../tenancy/context.ts';

/** Where archives are, which rows name them, and in which states one is still being written or read. */
const archivePlaces = [
  { prefix: 'exports/', table: 'DataExport', busy: ['queued', 'running'] },
  { prefix: 'archives/', table: 'ArchiveImport', busy: ['uploading', 'checking', 'running'] },
  { prefix: 'history/', table: 'LedgerHistory', busy: [] },
] as const;

/**
 * Archives that no row names: what a crash left between an object and its row. Each is a copy of everything, so nothing else
 * would ever remove it. Found anew by each look.
 */
export async function* orphanArchives(ctx: TenantContext, before: string): AsyncGenerator<string> {
  const own = `org/${ctx.org.id}/`;
  for (const { prefix, table, busy } of archivePlaces) {
    for await (const { key, at } of ctx.services.objects.store.list(`${own}${prefix}`)) {
      if (at.toISOString() >= before) continue;
      const name = key.slice(own.length);
      const id = name.slice(prefix.length).replace(/\.zip$/, '');
      const isBusy = busy.length === 0 ? '0' : `state IN (${busy.map((state) => `'${state}'`).join(', ')})`;
      const sql = `SELECT 1 AS one FROM "${table}" WHERE object = ? OR (id = ? AND ${isBusy})`;
      const known = await ctx.db.get(sql, [name, id]);
      if (known === undefined) yield name;
    }
  }
}

/** @returns how many went. @throws `storage_unavailable`; what was removed by then stays removed. */
export async function sweepArchives(ctx: TenantContext, before: string): Promise<number> {
  let removed = 0;
  for await (const name of orphanArchives(ctx, before)) {
    await ctx.objects.remove(name);
    removed += 1;
  }
  return removed;
}
