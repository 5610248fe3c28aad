import { operation } from '../access/operation.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import { fail } from '../platform/errors.ts';
import { listCheckpointRows } from './checkpoint-store.ts';
import { presentCheckpoint } from './present.ts';
import { CheckpointPage, ListCheckpoints } from './schema.ts';

export const listCheckpoints = operation({
  name: 'ledger.listCheckpoints',
  title: 'List the signed heads of the ledger',
  description: 'Every checkpoint that was signed, the largest first. It signs none.',
  http: 'GET /ledger/checkpoints',
  permission: 'receipts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListCheckpoints,
  output: CheckpointPage,
  writes: false,
  run: async (ctx, { limit, cursor }) => {
    const binding = { orgId: ctx.org.id, list: 'ledger.listCheckpoints', query: '' };
    const secret = ctx.services.secrets.authSecret;
    const below = cursor === undefined ? null : openCursor(secret, binding, cursor);
    if (below !== null && typeof below !== 'number') throw fail('invalid_cursor');
    const found = await listCheckpointRows(ctx.db, below, limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return { data: rows.map(presentCheckpoint), nextCursor: more ? sealCursor(secret, binding, last.size) : null };
  },
});
