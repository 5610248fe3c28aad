import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { plans } from '../access/plans.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { fail } from '../platform/errors.ts';
import { addressesOf } from './address-of.ts';
import { ListStorefronts, StorefrontPage } from './schema.ts';
import { countPublished, listStorefrontLines } from './store.ts';

const placeSchema = z.strictObject({ createdAt: z.string(), id: z.string() });

/** Newest first. */
export const listStorefronts = operation({
  name: 'storefronts.list',
  title: 'List storefronts',
  description: 'Newest first, with how many the plan lets be published.',
  http: 'GET /storefronts',
  permission: 'storefronts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListStorefronts,
  output: StorefrontPage,
  writes: false,
  run: async (ctx, { limit, cursor }) => {
    const binding = { orgId: ctx.org.id, list: 'storefronts.list', query: '' };
    const secret = ctx.services.secrets.authSecret;
    const before = cursor === undefined ? null : placeSchema.safeParse(openCursor(secret, binding, cursor));
    if (before !== null && !before.success) throw fail('invalid_cursor');
    const found = await listStorefrontLines(ctx.db, before === null ? null : before.data, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    const urls = await addressesOf(ctx, rows);
    const { storefronts: max } = plans[ctx.org.plan].quantities;
    return {
      data: rows.map(({ changed, ...row }) => ({
        ...row,
        url: urls.get(row.id) ?? '',
        hasChanges: row.state !== 'published' || changed === 1,
      })),
      nextCursor: more ? sealCursor(secret, binding, { createdAt: last.createdAt, id: last.id }) : null,
      quota: { used: await countPublished(ctx.db), max: Number.isFinite(max) ? max : null },
    };
  },
});
