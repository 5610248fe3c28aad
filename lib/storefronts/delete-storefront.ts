import { z } from 'zod';
import { auditOf } from '../access/audit.ts';
import { operation } from '../access/operation.ts';
import { requireMatch } from '../access/precondition.ts';
import { removeObjects } from '../files/portable.ts';
import { requireNoHold } from '../privacy/holds/active-holds.ts';
import { addressOf } from './address-of.ts';
import { presentStorefront } from './present.ts';
import { readContent } from './read-content.ts';
import { requireStorefront } from './require-storefront.ts';
import { StorefrontId } from './schema.ts';
import { settleDeleted } from './settle-deleted.ts';
import { type RemovedStorefront, removeStorefront, type StorefrontRow } from './store.ts';

interface Deleted {
  readonly row: StorefrontRow;
  readonly removed: RemovedStorefront;
}

/**
 * Removes a storefront: its page, its pictures, its domains, and the messages and scans of it that wait. What visitors were
 * asked and chose stays with its proof, and they still open, withdraw and delete it: so the address of one that was public
 * stays closed for good, and nobody takes it over. One that never was public gives its address back.
 *
 * Crash order: the write removes the rows and tells it; what is left then (objects, address, domains) shows nothing to
 * anybody, and goes by the sweep of objects and by the daily work of `storefronts.addresses`.
 *
 * @throws `not_found`, `version_conflict`, `legal_hold`.
 */
export const deleteStorefront = operation({
  name: 'storefronts.delete',
  title: 'Delete a storefront',
  description:
    'Its pictures, domains, waiting messages and scans go with it. What visitors chose stays, with its proof, and they can still open, withdraw and delete it.',
  http: 'DELETE /storefronts/{id}',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general'],
  input: StorefrontId,
  output: z.null(),
  writes: true,
  versioned: true,
  refuses: ['legal_hold'],
  status: 204,
  run: async (ctx, { id }) => {
    const early = await requireStorefront(ctx.db, id);
    const url = await addressOf(ctx, early);
    await requireNoHold(ctx.db);
    const detail = { storefrontId: id };
    await ctx.services.audit.record({ ...auditOf(ctx), action: 'storefront.delete', outcome: 'ok', detail });
    const { row, removed } = await ctx.write(
      ({ row, removed }: Deleted) => ({
        action: 'storefront.deleted',
        subject: id,
        detail: {
          ...{ name: readContent(row.draft).name, slug: row.slug, wasPublished: row.publishedAt !== null },
          ...{ imagesDeleted: removed.images, messagesDeleted: removed.messages, scansDeleted: removed.scans },
        },
      }),
      async (tx) => {
        const row = await requireStorefront(tx, id);
        const shown = await presentStorefront(ctx, tx, row, url);
        requireMatch(ctx.request, () => shown);
        await requireNoHold(tx);
        return { row, removed: await removeStorefront(tx, id) };
      },
    );
    await removeObjects(ctx, removed.objects);
    try {
      await settleDeleted(ctx, { id, slug: row.slug, wasPublished: row.publishedAt !== null });
    } catch (error) {
      ctx.services.log.warn({ err: error, orgId: ctx.org.id, slug: row.slug }, 'an address is left to the daily work');
    }
    return null;
  },
});
