import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { listWitnesses } from '../witness/witness-store.ts';
import { presentPublication } from './present-publication.ts';
import { findPublication } from './publication-store.ts';
import { LedgerPublication } from './schema.ts';

export const readPublication = operation({
  name: 'ledger.readPublication',
  title: 'Read where checkpoints go',
  http: 'GET /ledger/publication',
  permission: 'receipts:read',
  feature: undefined,
  limits: ['api.general'],
  input: z.strictObject({}),
  output: LedgerPublication,
  writes: false,
  run: async (ctx) => {
    const folder = ctx.services.env.LEDGER_CHECKPOINT_DIR !== undefined;
    const witnesses = await listWitnesses(ctx.directory, ctx.org.id);
    return presentPublication(await findPublication(ctx.directory, ctx.org.id), witnesses, folder);
  },
});
