import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { listKeyStatements } from './key-store.ts';
import { parseVkey } from './note.ts';
import { LedgerKeys } from './schema.ts';

/** Pin the first; the statements prove those after it. */
export const listLedgerKeys = operation({
  name: 'ledger.listKeys',
  title: 'List the keys that sign the ledger',
  description: 'Every key that there has been, with the signature by which the one before handed over to it.',
  http: 'GET /ledger/keys',
  permission: 'receipts:read',
  feature: undefined,
  limits: ['api.general'],
  input: z.strictObject({}),
  output: LedgerKeys,
  writes: false,
  run: async (ctx) => {
    let data = await listKeyStatements(ctx.db);
    if (data.length === 0) {
      // The first checkpoint brings the first key.
      await ctx.checkpoint();
      data = await listKeyStatements(ctx.db);
    }
    return { origin: parseVkey(data[0]?.vkey ?? '').origin, data };
  },
});
