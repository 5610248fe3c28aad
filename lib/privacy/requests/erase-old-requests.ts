import type { TenantContext } from '../../tenancy/context.ts';
import { isHeld } from '../holds/active-holds.ts';
import { askToAttend } from './attend-job.ts';
import { findOldRequestIds, findRequest, findUnfinishedIds, replaceRequest } from './request-store.ts';
import { keptYears } from './terms.ts';
import { withoutWords } from './without-words.ts';

const batchMax = 200;

/**
 * Removes the words and addresses of people from requests that were closed three years ago or earlier; the rows stay, for the
 * statistics. What is on hold stays as it is. CLAIMS G6.
 *
 * Looks after the rest too: every request that is not finished is attended to again, should its job have been lost.
 * @returns how many were emptied.
 */
export async function eraseOldRequests(ctx: TenantContext): Promise<number> {
  for (const id of await findUnfinishedIds(ctx.db)) await askToAttend(ctx.services.jobs, ctx.org.id, id);
  if (await isHeld(ctx.db)) return 0;
  const now = ctx.now();
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - keptYears);
  let erased = 0;
  for (;;) {
    const ids = await findOldRequestIds(ctx.db, before.toISOString(), batchMax);
    if (ids.length === 0) return erased;
    const detail = { requests: ids.length, years: keptYears };
    await ctx.write({ action: 'subjectRequest.erased', subject: ctx.org.id, detail }, async (tx) => {
      for (const id of ids) {
        const row = await findRequest(tx, id);
        if (row !== undefined) await replaceRequest(tx, withoutWords(row, now.toISOString()));
      }
    });
    erased += ids.length;
  }
}
