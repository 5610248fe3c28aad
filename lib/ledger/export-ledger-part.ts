import { operation } from '../access/operation.ts';
import { exportPart, planExport, planOf } from './export-parts.ts';
import { ExportedLedgerPart, ExportLedgerPart } from './schema.ts';

/** The same file for the command line, which takes it part by part. */
export const exportLedgerPart = operation({
  name: 'ledger.exportPart',
  title: 'Export a part of the ledger',
  permission: 'receipts:read',
  feature: undefined,
  limits: ['ledger.export'],
  input: ExportLedgerPart,
  output: ExportedLedgerPart,
  writes: false,
  run: async (ctx, { after, size, ...filter }) => {
    const plan = size === undefined ? await planExport(ctx, filter) : planOf(size, filter);
    const { text, next } = await exportPart(ctx.db, { orgId: ctx.org.id, principal: ctx.principal, plan, from: after });
    return { text, next, size: plan.size };
  },
});
