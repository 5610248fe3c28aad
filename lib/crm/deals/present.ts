import type { Principal } from '../../access/principal.ts';
import { fail } from '../../platform/errors.ts';
import { visibleName } from '../contact-name.ts';
import { type DealAnswer, dealStages } from './schema.ts';
import type { DealRow } from './store.ts';

/** A deal as it leaves the product. */
export function presentDeal(row: DealRow, principal: Principal): DealAnswer {
  const stage = dealStages.find((name) => name === row.stage);
  if (stage === undefined) throw fail('internal', { detail: `a deal with the unknown stage ${row.stage}` });
  return {
    id: row.id,
    contactId: row.contactId,
    contactName: visibleName(principal, row.contactName),
    title: row.title,
    stage,
    amountMinor: row.amountMinor,
    currency: row.currency,
    expectedCloseOn: row.expectedCloseOn,
    closedAt: row.closedAt,
    notes: row.notes,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** What a receipt tells of a deal: all but the contact's name, which is the contact's own. */
export function dealContent(row: DealRow) {
  return {
    contactId: row.contactId,
    title: row.title,
    stage: row.stage,
    amountMinor: row.amountMinor,
    currency: row.currency,
    expectedCloseOn: row.expectedCloseOn,
    closedAt: row.closedAt,
    notes: row.notes,
  };
}
