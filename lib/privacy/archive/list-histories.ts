import { operation } from '../../access/operation.ts';
import { listHistoryRows } from './archive-store.ts';
import { presentHistory } from './present.ts';
import { LedgerHistoryList, ListArchives } from './schema.ts';

export const listLedgerHistories = operation({
  name: 'ledgerHistories.list',
  title: 'List ledgers that archives brought',
  description: 'Each was verified as a whole before it was kept, and stands beside the ledger of this organisation.',
  http: 'GET /ledger/histories',
  permission: 'receipts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListArchives,
  output: LedgerHistoryList,
  writes: false,
  run: async (ctx) => ({ data: (await listHistoryRows(ctx.db)).map(presentHistory) }),
});
