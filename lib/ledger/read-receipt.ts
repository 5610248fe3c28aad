import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { presentOpenReceipt } from './present.ts';
import { OpenReceipt, ReceiptSeq } from './schema.ts';
import { findReceiptRow } from './store.ts';

/** With the bytes that its hash covers, and with its detail for those who may read the record that it tells of. */
export const readReceipt = operation({
  name: 'receipts.read',
  title: 'Read a receipt',
  http: 'GET /ledger/receipts/{seq}',
  permission: 'receipts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ReceiptSeq,
  output: OpenReceipt,
  writes: false,
  run: async (ctx, { seq }) => {
    const row = await findReceiptRow(ctx.db, seq);
    if (!row) throw fail('not_found');
    return presentOpenReceipt(row, ctx.principal);
  },
});
