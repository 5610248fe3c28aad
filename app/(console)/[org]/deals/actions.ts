'use server';

import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { deleteDeal } from '#lib/crm/deals/delete-deal.ts';
import { updateDeal } from '#lib/crm/deals/update-deal.ts';
import { serverAction } from '#lib/http/action-door.ts';
import { orgPath } from '../org-path.ts';
import { dealChange, dealFields } from './deal-input.ts';

export const createDealAction = serverAction(createDeal, {
  from: (form) => dealFields(form),
  done: ({ id }, form) => orgPath(form, `deals/${id}`),
});

export const updateDealAction = serverAction(updateDeal, {
  from: (form) => dealChange(form),
  done: ({ id }, form) => orgPath(form, `deals/${id}`),
});

export const deleteDealAction = serverAction(deleteDeal, {
  from: (form) => ({ id: form.get('id') }),
  done: (_output, form) => orgPath(form, 'deals'),
});
