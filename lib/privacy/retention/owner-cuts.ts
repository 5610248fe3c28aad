import { sweepOrphanObjects } from '../../files/sweep-orphans.ts';
import type { SqlValue } from '../../platform/db/types.ts';
import { sweepOrphanImages } from '../../storefronts/images/sweep-images.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { expireExports } from '../export/expire-exports.ts';
import { eraseOldRequests } from '../requests/erase-old-requests.ts';
import type { CutTo } from './cut.ts';
import type { RetentionRuleName } from './rules.ts';
import { orphanArchives, sweepArchives } from './sweep-archives.ts';

/** What takes more than deleting rows, and is done by those whose records they are. */
interface OwnerCut {
  count(ctx: TenantContext, to: CutTo): Promise<number>;
  /** @returns how many went; what is left is found the next time. */
  cut(ctx: TenantContext, to: CutTo): Promise<number>;
}

const counted =
  (where: string, params: (to: CutTo) => readonly SqlValue[]): OwnerCut['count'] =>
  async (ctx, to) =>
    (await ctx.db.get<{ n: number }>(`SELECT count(*) AS n FROM ${where}`, params(to)))?.n ?? 0;

export const ownerCuts: Readonly<Partial<Record<RetentionRuleName, OwnerCut>>> = {
  // Each archive says itself until when it is kept, under a receipt of its own.
  exportArchives: {
    count: counted(`DataExport WHERE state = 'ready' AND expiresAt <= ?`, ({ now }) => [now.toISOString()]),
    cut: expireExports,
  },
  // Requests that nobody confirmed go by a job of each of them, which this asks for again should it have been lost.
  unverifiedRequests: {
    count: counted(`SubjectRequest WHERE state = 'unverified' AND receivedAt < ?`, ({ before }) => [before]),
    cut: async () => 0,
  },
  closedRequests: {
    count: counted(
      `SubjectRequest WHERE closedAt < ? AND erasedAt IS NULL AND coalesce(contactId NOT IN
         (SELECT contactId FROM LegalHold WHERE releasedAt IS NULL AND contactId IS NOT NULL), 1)`,
      ({ before }) => [before],
    ),
    cut: eraseOldRequests,
  },
  // Bytes without a record: nothing that a receipt could name.
  orphanObjects: {
    count: async (ctx, { before }) => {
      let count = 0;
      for await (const _name of orphanArchives(ctx, before)) count += 1;
      return count;
    },
    cut: async (ctx, { before }) =>
      (await sweepOrphanObjects(ctx)) + (await sweepOrphanImages(ctx)) + (await sweepArchives(ctx, before)),
  },
};
