import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { fail } from '../platform/errors.ts';
import { presentFiles } from './present.ts';
import { FilePage, ListFiles } from './schema.ts';
import { listFileRows } from './store.ts';

const Place = z.strictObject({ id: z.string() });

export const listFiles = operation({
  name: 'files.list',
  title: 'List files',
  description: 'The newest first. Filters are joined by "and".',
  http: 'GET /files',
  permission: 'files:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListFiles,
  output: FilePage,
  writes: false,
  run: async (ctx, { limit, cursor, ...filter }) => {
    const binding = { orgId: ctx.org.id, list: 'files.list', query: JSON.stringify(filter) };
    const secret = ctx.services.secrets.authSecret;
    const after = cursor === undefined ? null : placeOf(openCursor(secret, binding, cursor));
    const found = await listFileRows(ctx.db, filter, after, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      data: await presentFiles(ctx.db, rows, ctx.principal),
      nextCursor: more ? sealCursor(secret, binding, { id: last.id }) : null,
    };
  },
});

function placeOf(opened: unknown): string {
  const place = Place.safeParse(opened);
  if (!place.success) throw fail('invalid_cursor');
  return place.data.id;
}
