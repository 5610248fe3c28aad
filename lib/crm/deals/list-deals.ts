import { operation } from '../../access/operation.ts';
import { presentDeal } from './present.ts';
import { DealPage, ListDeals } from './schema.ts';
import { listDealRows } from './store.ts';

export const listDeals = operation({
  name: 'deals.list',
  title: 'List deals',
  description: 'Filters are joined by "and". Deals without a value in the sort field come last.',
  http: 'GET /deals',
  permission: 'deals:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListDeals,
  output: DealPage,
  writes: false,
  run: async (ctx, input) => {
    const { rows, nextCursor } = await listDealRows(ctx, input);
    return { data: rows.map((row) => presentDeal(row, ctx.principal)), nextCursor };
  },
});
