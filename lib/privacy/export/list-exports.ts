import { operation } from '../../access/operation.ts';
import { openCursor, sealCursor } from '../../platform/cursor.ts';
import { fail } from '../../platform/errors.ts';
import { listExportRows } from './export-store.ts';
import { presentExport } from './present.ts';
import { DataExportPage, ListExports } from './schema.ts';

export const listExports = operation({
  name: 'exports.list',
  title: 'List exports',
  description: 'The newest first. An archive is there for 7 days; the note that it was made for 90.',
  http: 'GET /exports',
  permission: 'exports:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListExports,
  output: DataExportPage,
  writes: false,
  run: async (ctx, { limit, cursor }) => {
    const binding = { orgId: ctx.org.id, list: 'exports.list', query: '' };
    const secret = ctx.services.secrets.authSecret;
    const before = cursor === undefined ? null : openCursor(secret, binding, cursor);
    if (before !== null && typeof before !== 'string') throw fail('invalid_cursor');
    const found = await listExportRows(ctx.db, before, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return {
      data: rows.map((row) => presentExport(row, ctx.services.exporter.progress(row.id))),
      nextCursor: found.length > limit && last !== undefined ? sealCursor(secret, binding, last.id) : null,
    };
  },
});
