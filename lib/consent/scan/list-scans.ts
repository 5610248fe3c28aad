import { operation } from '../../access/operation.ts';
import { openCursor, sealCursor } from '../../platform/cursor.ts';
import { fail } from '../../platform/errors.ts';
import { presentScanLine } from './present.ts';
import { listScanLines, lostBefore } from './scan-store.ts';
import { ListScans, ScanPage } from './schema.ts';

export const listScans = operation({
  name: 'consentScans.list',
  title: 'List scans',
  description: 'The newest first, without their reports.',
  http: 'GET /consent-scans',
  permission: 'storefronts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListScans,
  output: ScanPage,
  writes: false,
  run: async (ctx, { limit, cursor, storefront = null, state = null }) => {
    const binding = { orgId: ctx.org.id, list: 'consentScans.list', query: JSON.stringify({ storefront, state }) };
    const secret = ctx.services.secrets.authSecret;
    const beforeId = cursor === undefined ? null : openCursor(secret, binding, cursor);
    if (beforeId !== null && typeof beforeId !== 'string') throw fail('invalid_cursor');
    const lost = lostBefore(ctx.now());
    const found = await listScanLines(ctx.db, { storefront, state, beforeId, limit: limit + 1, lost });
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return {
      data: rows.map((row) => presentScanLine(row, { phase: ctx.services.scanner.phase(row.id), lost })),
      nextCursor: found.length > limit && last !== undefined ? sealCursor(secret, binding, last.id) : null,
    };
  },
});
