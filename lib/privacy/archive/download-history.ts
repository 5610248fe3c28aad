import { fileOutput, operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { findHistoryRow } from './archive-store.ts';
import { LedgerHistoryId } from './schema.ts';

/** The details in it are those of all kinds of records, so whoever may see exports may see them. */
export const downloadLedgerHistory = operation({
  name: 'ledgerHistories.download',
  title: 'Download a ledger that an archive brought',
  description: 'A full export after docs/ledger-format.md, section 5: `holdfast-verify` checks it.',
  http: 'GET /ledger/histories/{id}/file',
  permission: 'exports:read',
  feature: undefined,
  limits: ['api.general', 'ledger.export'],
  input: LedgerHistoryId,
  output: fileOutput,
  writes: false,
  refuses: ['storage_unavailable'],
  run: async (ctx, { id }) => {
    const row = await findHistoryRow(ctx.db, id);
    if (row === undefined) throw fail('not_found');
    const stream = await ctx.objects.get(row.object);
    if (stream === null) throw fail('storage_unavailable', { detail: `the object ${row.object} is not there` });
    return { fileName: `${row.orgId}-${row.size}.ledger.jsonl`, contentType: 'application/jsonl', stream };
  },
});
