import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { findCheckpointRow } from './checkpoint-store.ts';
import { presentCheckpoint } from './present.ts';
import { Checkpoint, ReadCheckpoint } from './schema.ts';
import { cosignatureLines } from './witness/witness-store.ts';

/** Signs what is not signed yet: evidence about receipts, which leaves none itself. */
export const readCheckpoint = operation({
  name: 'ledger.readCheckpoint',
  title: 'Read the signed head of the ledger',
  description: 'A checkpoint of everything that is written now; keep it elsewhere, it proves later cuts and changes.',
  http: 'GET /ledger/checkpoint',
  permission: 'receipts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ReadCheckpoint,
  output: Checkpoint,
  writes: false,
  refuses: ['not_found'],
  run: async (ctx, { size }) => {
    const found = size === undefined ? await ctx.checkpoint() : await findCheckpointRow(ctx.db, size);
    if (found === undefined) throw fail('not_found');
    // Lines of witnesses come after the ledger's own: docs/ledger-format.md, section 4.
    const lines = await cosignatureLines(ctx.db, found.size);
    return presentCheckpoint({ ...found, note: [found.note, ...lines].join('') });
  },
});
