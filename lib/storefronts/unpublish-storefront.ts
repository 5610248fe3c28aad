import { auditOf } from '../access/audit.ts';
import { operation } from '../access/operation.ts';
import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import { addressOf } from './address-of.ts';
import { presentStorefront } from './present.ts';
import { requireStorefront } from './require-storefront.ts';
import { PublishStorefront, Storefront, type StorefrontAnswer } from './schema.ts';
import { type StorefrontRow, saveUnpublished } from './store.ts';

/**
 * Takes the page down: from the next request on it answers like one that never was. Visitors still open, withdraw and delete
 * what they chose there.
 * @throws `not_found`; `conflict` when it is not published; `version_conflict`.
 */
export const unpublishStorefront = operation({
  name: 'storefronts.unpublish',
  title: 'Take a storefront down',
  description: 'Nobody sees it any more. Its visitors still open, withdraw and delete what they chose.',
  http: 'POST /storefronts/{id}/unpublish',
  permission: 'storefronts:write',
  feature: undefined,
  limits: ['api.general'],
  input: PublishStorefront,
  output: Storefront,
  writes: true,
  refuses: ['conflict', 'version_conflict'],
  run: async (ctx, { id, version }) => {
    const checked = async (db: SqlReader): Promise<StorefrontRow> => {
      const row = await requireStorefront(db, id);
      if (version !== undefined && version !== row.version) throw fail('version_conflict');
      if (row.state !== 'published') throw fail('conflict', { message: 'It is not published.' });
      return row;
    };
    const url = await addressOf(ctx, await checked(ctx.db));
    const detail = { storefrontId: id };
    await ctx.services.audit.record({ ...auditOf(ctx), action: 'storefront.unpublish', outcome: 'ok', detail });
    return ctx.writeAnswer(
      ({ slug }: StorefrontAnswer) => ({ action: 'storefront.unpublished', subject: id, detail: { slug } }),
      async (tx) => {
        await checked(tx);
        await saveUnpublished(tx, id, ctx.now().toISOString());
        return presentStorefront(ctx, tx, await requireStorefront(tx, id), url);
      },
      (answer) => answer,
    );
  },
});
