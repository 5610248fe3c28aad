import { operation } from '../../access/operation.ts';
import { openCursor, sealCursor } from '../../platform/cursor.ts';
import { fail } from '../../platform/errors.ts';
import { presentShare } from './present-share.ts';
import { ListShares, SharePage } from './schema.ts';
import { listShareRows } from './share-store.ts';

/** Newest first, those that work no more among them: what was shown stays known. */
export const listShares = operation({
  name: 'shares.list',
  title: 'List links to receipts',
  http: 'GET /ledger/shares',
  permission: 'shares:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListShares,
  output: SharePage,
  writes: false,
  run: async (ctx, { limit, cursor }) => {
    const binding = { orgId: ctx.org.id, list: 'shares.list', query: '' };
    const secret = ctx.services.secrets.authSecret;
    const before = cursor === undefined ? null : openCursor(secret, binding, cursor);
    if (before !== null && typeof before !== 'string') throw fail('invalid_cursor');
    const found = await listShareRows(ctx.directory, ctx.org.id, before, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      data: rows.map((row) => presentShare(row, ctx.now())),
      nextCursor: more ? sealCursor(secret, binding, last.id) : null,
    };
  },
});
