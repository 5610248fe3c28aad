import { operation } from '../access/operation.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { fail } from '../platform/errors.ts';
import { presentKey } from './present.ts';
import { ApiKeyPage, ListApiKeys } from './schema.ts';
import { listKeys } from './store.ts';

/** Newest first, the revoked and expired ones among them: what a key was stays known. */
export const listApiKeys = operation({
  name: 'apiKeys.list',
  title: 'List API keys',
  http: 'GET /api-keys',
  permission: 'apiKeys:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListApiKeys,
  output: ApiKeyPage,
  writes: false,
  run: async (ctx, { limit, cursor }) => {
    const binding = { orgId: ctx.org.id, list: 'apiKeys.list', query: '' };
    const secret = ctx.services.secrets.authSecret;
    const before = cursor === undefined ? null : openCursor(secret, binding, cursor);
    if (before !== null && typeof before !== 'string') throw fail('invalid_cursor');
    const found = await listKeys(ctx.directory, ctx.org.id, before, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      data: rows.map((row) => presentKey(row, ctx.now())),
      nextCursor: more ? sealCursor(secret, binding, last.id) : null,
    };
  },
});
