import { operation } from '../access/operation.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { fail } from '../platform/errors.ts';
import { presentReceipt } from './present.ts';
import { ListReceipts, ReceiptPage } from './schema.ts';
import { listReceiptRows } from './store.ts';

/** Newest first, without details. */
export const listReceipts = operation({
  name: 'receipts.list',
  title: 'List receipts',
  http: 'GET /ledger/receipts',
  permission: 'receipts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListReceipts,
  output: ReceiptPage,
  writes: false,
  run: async (ctx, { limit, cursor, ...filter }) => {
    const binding = { orgId: ctx.org.id, list: 'receipts.list', query: JSON.stringify(filter) };
    const secret = ctx.services.secrets.authSecret;
    const before = cursor === undefined ? null : openCursor(secret, binding, cursor);
    if (before !== null && typeof before !== 'number') throw fail('invalid_cursor');
    const found = await listReceiptRows(ctx.db, filter, before, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return { data: rows.map(presentReceipt), nextCursor: more ? sealCursor(secret, binding, last.seq) : null };
  },
});
