import { operation } from '../../access/operation.ts';
import { openCursor, sealCursor } from '../../platform/cursor.ts';
import { fail } from '../../platform/errors.ts';
import { listHoldRows } from './hold-store.ts';
import { presentHolds } from './present.ts';
import { HoldPage, ListHolds } from './schema.ts';

export const listHolds = operation({
  name: 'holds.list',
  title: 'List legal holds',
  description: 'The newest first, those that ended among them.',
  http: 'GET /holds',
  permission: 'retention:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListHolds,
  output: HoldPage,
  writes: false,
  run: async (ctx, { limit, cursor, ...filter }) => {
    const binding = { orgId: ctx.org.id, list: 'holds.list', query: JSON.stringify(filter) };
    const secret = ctx.services.secrets.authSecret;
    const before = cursor === undefined ? null : openCursor(secret, binding, cursor);
    if (before !== null && typeof before !== 'string') throw fail('invalid_cursor');
    const found = await listHoldRows(ctx.db, filter, before, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      data: await presentHolds(ctx, ctx.db, rows),
      nextCursor: more ? sealCursor(secret, binding, last.id) : null,
    };
  },
});
