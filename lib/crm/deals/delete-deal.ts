import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { requireMatch } from '../../access/precondition.ts';
import { objectsOf, removeObjects } from '../../files/portable.ts';
import { fail } from '../../platform/errors.ts';
import { requireNoHoldOnDeal } from '../../privacy/holds/active-holds.ts';
import { contentOf } from '../changes.ts';
import { dealContent, presentDeal } from './present.ts';
import { DealId } from './schema.ts';
import { type DealRow, findDeal, removeDeal } from './store.ts';

interface Removed {
  readonly deal: DealRow;
  readonly activities: number;
  readonly objects: readonly string[];
}

export const deleteDeal = operation({
  name: 'deals.delete',
  title: 'Delete a deal',
  description: "The deal's activities and files go with it.",
  http: 'DELETE /deals/{id}',
  permission: 'deals:write',
  feature: undefined,
  limits: ['api.general'],
  input: DealId,
  output: z.null(),
  writes: true,
  versioned: true,
  refuses: ['legal_hold'],
  status: 204,
  run: async (ctx, { id }) => {
    const { objects } = await ctx.write(
      ({ deal, activities, objects }: Removed) => ({
        action: 'deal.deleted',
        subject: id,
        detail: { deal: contentOf(dealContent(deal)), activitiesDeleted: activities, filesDeleted: objects.length },
      }),
      async (tx) => {
        const deal = await findDeal(tx, id);
        if (!deal) throw fail('not_found');
        requireMatch(ctx.request, () => presentDeal(deal, ctx.principal));
        await requireNoHoldOnDeal(tx, deal);
        const objects = await objectsOf(tx, { dealId: id });
        return { deal, activities: await removeDeal(tx, id), objects };
      },
    );
    await removeObjects(ctx, objects);
    return null;
  },
});
