import type { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { requireNoHoldOnLeft } from '../../privacy/holds/active-holds.ts';
import { changesBetween } from '../changes.ts';
import { writeChange } from '../write-change.ts';
import { contactNameFor } from './contact-of-deal.ts';
import { dealContent, presentDeal } from './present.ts';
import { closedStages, currencyProblem, Deal, type DealStage, lacksCurrency, UpdateDeal } from './schema.ts';
import { type DealRow, findDeal, replaceDeal } from './store.ts';

export const updateDeal = operation({
  name: 'deals.update',
  title: 'Change a deal',
  description: 'Fields that are not named stay as they are. A change that changes nothing leaves the version as it is.',
  http: 'PATCH /deals/{id}',
  permission: 'deals:write',
  feature: undefined,
  limits: ['api.general'],
  input: UpdateDeal,
  output: Deal,
  writes: true,
  versioned: true,
  refuses: ['legal_hold'],
  run: async (ctx, { id, version, ...change }) => {
    const at = ctx.now().toISOString();
    return writeChange(ctx, {
      action: 'deal.updated',
      id,
      version,
      decide: async (db) => {
        const before = await findDeal(db, id);
        if (!before) return undefined;
        const changed = changedDeal(before, change, at);
        const moved = changed.contactId !== before.contactId;
        if (moved) await requireNoHoldOnLeft(db, before, changed);
        const after = moved ? { ...changed, contactName: await contactNameFor(db, changed.contactId) } : changed;
        return { before, after, changes: changesBetween(dealContent(before), dealContent(after)) };
      },
      save: replaceDeal,
      present: (row) => presentDeal(row, ctx.principal),
    });
  },
});

type DealChange = Omit<z.output<typeof UpdateDeal>, 'id' | 'version'>;

/** @throws `invalid_input` when an amount would be left without a currency. */
function changedDeal(before: DealRow, change: DealChange, at: string): DealRow {
  const set = <T>(value: T | undefined, present: T): T => (value === undefined ? present : value);
  const stage = set<string>(change.stage, before.stage);
  const after: DealRow = {
    id: before.id,
    contactId: set(change.contactId, before.contactId),
    contactName: before.contactName,
    title: set(change.title, before.title),
    stage,
    amountMinor: set(change.amountMinor, before.amountMinor),
    currency: set(change.currency, before.currency),
    expectedCloseOn: set(change.expectedCloseOn, before.expectedCloseOn),
    closedAt: closedAtOf(before, stage as DealStage, at),
    notes: set(change.notes, before.notes),
    version: before.version + 1,
    createdAt: before.createdAt,
    updatedAt: at,
  };
  if (lacksCurrency(after)) throw fail('invalid_input', { problems: [currencyProblem] });
  return after;
}

function closedAtOf(before: DealRow, stage: DealStage, at: string): string | null {
  if (!closedStages.has(stage)) return null;
  return stage === before.stage ? before.closedAt : at;
}
