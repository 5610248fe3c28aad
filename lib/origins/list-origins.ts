import { operation } from '../access/operation.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { fail } from '../platform/errors.ts';
import { presentOrigin } from './present.ts';
import { AllowedOriginPage, ListOrigins } from './schema.ts';
import { listOriginRows } from './store.ts';

/** Newest first. */
export const listOrigins = operation({
  name: 'origins.list',
  title: 'List allowed origins',
  description: 'Where browsers may call the API from with a key of this organisation.',
  http: 'GET /origins',
  permission: 'origins:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListOrigins,
  output: AllowedOriginPage,
  writes: false,
  run: async (ctx, { limit, cursor }) => {
    const binding = { orgId: ctx.org.id, list: 'origins.list', query: '' };
    const secret = ctx.services.secrets.authSecret;
    const before = cursor === undefined ? null : openCursor(secret, binding, cursor);
    if (before !== null && typeof before !== 'string') throw fail('invalid_cursor');
    const found = await listOriginRows(ctx.directory, ctx.org.id, before, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return { data: rows.map(presentOrigin), nextCursor: more ? sealCursor(secret, binding, last.id) : null };
  },
});
