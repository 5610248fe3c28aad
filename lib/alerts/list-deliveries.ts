import { operation } from '../access/operation.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { fail } from '../platform/errors.ts';
import { listDeliveryRows } from './delivery-store.ts';
import { presentDelivery } from './present.ts';
import { DeliveryPage, ListDeliveries } from './schema.ts';

export const listDeliveries = operation({
  name: 'alerts.listDeliveries',
  title: 'List messages on their way out',
  description: 'Mail and webhook messages about alerts and checkpoints, the newest first, with what became of them.',
  http: 'GET /alert-deliveries',
  permission: 'alerts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListDeliveries,
  output: DeliveryPage,
  writes: false,
  run: async (ctx, { limit, cursor, ...filter }) => {
    const binding = { orgId: ctx.org.id, list: 'alerts.listDeliveries', query: JSON.stringify(filter) };
    const secret = ctx.services.secrets.authSecret;
    const before = cursor === undefined ? null : openCursor(secret, binding, cursor);
    if (before !== null && typeof before !== 'string') throw fail('invalid_cursor');
    const found = await listDeliveryRows(ctx.db, filter, before, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return { data: rows.map(presentDelivery), nextCursor: more ? sealCursor(secret, binding, last.id) : null };
  },
});
