import { operation } from '../access/operation.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { fail } from '../platform/errors.ts';
import { countOpenAlerts, listAlertRows } from './alert-store.ts';
import { presentAlert } from './present.ts';
import { AlertPage, ListAlerts } from './schema.ts';

export const listAlerts = operation({
  name: 'alerts.list',
  title: 'List alerts',
  description: 'The newest first. They are kept for 90 days after they were last seen.',
  http: 'GET /alerts',
  permission: 'alerts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListAlerts,
  output: AlertPage,
  writes: false,
  run: async (ctx, { limit, cursor, ...filter }) => {
    const binding = { orgId: ctx.org.id, list: 'alerts.list', query: JSON.stringify(filter) };
    const secret = ctx.services.secrets.authSecret;
    const before = cursor === undefined ? null : openCursor(secret, binding, cursor);
    if (before !== null && typeof before !== 'string') throw fail('invalid_cursor');
    const found = await listAlertRows(ctx.db, filter, before, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      data: rows.map(presentAlert),
      nextCursor: more ? sealCursor(secret, binding, last.id) : null,
      open: await countOpenAlerts(ctx.db),
    };
  },
});
