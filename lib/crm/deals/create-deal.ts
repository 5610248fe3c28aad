import { operation } from '../../access/operation.ts';
import { newId } from '../../platform/ids.ts';
import { contentOf } from '../changes.ts';
import { contactNameFor } from './contact-of-deal.ts';
import { dealContent, presentDeal } from './present.ts';
import { CreateDeal, closedStages, Deal } from './schema.ts';
import { type DealRow, insertDeal } from './store.ts';

export const createDeal = operation({
  name: 'deals.create',
  title: 'Create a deal',
  http: 'POST /deals',
  permission: 'deals:write',
  feature: undefined,
  limits: ['api.general'],
  input: CreateDeal,
  output: Deal,
  writes: true,
  versioned: true,
  status: 201,
  location: (deal) => `/deals/${deal.id}`,
  run: async (ctx, input) => {
    const at = ctx.now().toISOString();
    const id = newId('deal');
    return ctx.writeAnswer(
      (created: DealRow) => ({ action: 'deal.created', subject: id, detail: contentOf(dealContent(created)) }),
      async (tx) => {
        const deal: DealRow = {
          id,
          contactId: input.contactId ?? null,
          contactName: await contactNameFor(tx, input.contactId ?? null),
          title: input.title,
          stage: input.stage,
          amountMinor: input.amountMinor ?? null,
          currency: input.currency ?? null,
          expectedCloseOn: input.expectedCloseOn ?? null,
          closedAt: closedStages.has(input.stage) ? at : null,
          notes: input.notes ?? null,
          version: 1,
          createdAt: at,
          updatedAt: at,
        };
        await insertDeal(tx, deal);
        return deal;
      },
      (created) => presentDeal(created, ctx.principal),
    );
  },
});
