import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { presentDeal } from './present.ts';
import { Deal, DealId } from './schema.ts';
import { findDeal } from './store.ts';

export const readDeal = operation({
  name: 'deals.read',
  title: 'Read a deal',
  http: 'GET /deals/{id}',
  permission: 'deals:read',
  feature: undefined,
  limits: ['api.general'],
  input: DealId,
  output: Deal,
  writes: false,
  versioned: true,
  run: async (ctx, { id }) => {
    const row = await findDeal(ctx.db, id);
    if (!row) throw fail('not_found');
    return presentDeal(row, ctx.principal);
  },
});
