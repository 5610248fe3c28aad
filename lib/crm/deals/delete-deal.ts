import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { requireMatch } from '../../access/precondition.ts';
import { fail } from '../../platform/errors.ts';
import { contentOf } from '../changes.ts';
import { dealContent, presentDeal } from './present.ts';
import { DealId } from './schema.ts';
import { type DealRow, findDeal, removeDeal } from './store.ts';

interface Removed {
  readonly deal: DealRow;
  readonly activities: number;
}

export const deleteDeal = operation({
  name: 'deals.delete',
  title: 'Delete a deal',
  description: "The deal's activities go with it.",
  http: 'DELETE /deals/{id}',
  permission: 'deals:write',
  feature: undefined,
  limits: ['api.general'],
  input: DealId,
  output: z.null(),
  writes: true,
  versioned: true,
  status: 204,
  run: async (ctx, { id }) => {
    await ctx.write(
      ({ deal, activities }: Removed) => ({
        action: 'deal.deleted',
        subject: id,
        detail: { deal: contentOf(dealContent(deal)), activitiesDeleted: activities },
      }),
      async (tx) => {
        const deal = await findDeal(tx, id);
        if (!deal) throw fail('not_found');
        requireMatch(ctx.request, () => presentDeal(deal, ctx.principal));
        return { deal, activities: await removeDeal(tx, id) };
      },
    );
    return null;
  },
});
