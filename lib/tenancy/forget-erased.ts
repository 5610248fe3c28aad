import type { ControlDatabase, TenantDatabase } from './tenancy.ts';

/** Pages of the search index that one write merges: some milliseconds of the writer. */
const pagesAtOnce = 250;

/**
 * Afterwards the words of removed contacts are in no part of the search index, and neither database's log holds a page as it
 * was before. Pages themselves are overwritten as they are freed (`secure_delete`).
 * @returns false while somebody reads an earlier state, as an export does: ask again later.
 */
export async function forgetErased(tenant: TenantDatabase, control: ControlDatabase): Promise<boolean> {
  await mergeSearchIndex(tenant);
  const emptied = await tenant.emptyLog();
  return (await control.emptyLog()) && emptied;
}

/**
 * What `optimize` does, in pieces, so that others can write in between: removed words stay in the index's segments until
 * these are merged into one. https://sqlite.org/fts5.html#the_merge_command
 */
async function mergeSearchIndex(tenant: TenantDatabase): Promise<void> {
  // A negative number says that segments of all sizes are to become one; the calls after it go on with that.
  for (let pages = -pagesAtOnce; ; pages = pagesAtOnce) {
    const merged = await tenant.write(async (tx) => {
      const before = await tx.get<{ n: number }>('SELECT total_changes() AS n');
      await tx.run(`INSERT INTO contact_search (contact_search, rank) VALUES ('merge', ?)`, [pages]);
      const after = await tx.get<{ n: number }>('SELECT total_changes() AS n');
      return (after?.n ?? 0) - (before?.n ?? 0);
    });
    // Less than two changes: there was nothing left to merge.
    if (merged < 2) return;
  }
}
