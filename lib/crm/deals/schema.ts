import { z } from 'zod';
import {
  cursorField,
  dateField,
  instant,
  maybe,
  pageLimit,
  pageOf,
  paragraphs,
  requiredLine,
  searchField,
  sortNames,
  versionField,
} from '../../platform/fields.ts';

/** From first word to outcome. */
export const dealStages = ['lead', 'qualified', 'proposal', 'negotiation', 'won', 'lost'] as const;

export type DealStage = (typeof dealStages)[number];

/** Stages after which nothing more is expected of a deal. */
export const closedStages: ReadonlySet<DealStage> = new Set(['won', 'lost']);

const knownCurrencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** An ISO 4217 code. */
export const currencyField = z
  .string()
  .max(10)
  .transform((text) => text.trim().toUpperCase())
  .refine((code) => code === '' || knownCurrencies.has(code), 'Not a currency code (ISO 4217)');

const amountField = z.int('A whole number of the smallest unit, such as cents').min(0, 'Not below zero');

const fields = {
  contactId: z.string().max(64).nullable(),
  title: requiredLine(200, 'Give the deal a title'),
  stage: z.enum(dealStages),
  amountMinor: amountField.nullable().describe("In the currency's smallest unit: 1999 with USD is 19.99"),
  currency: maybe(currencyField),
  expectedCloseOn: maybe(z.union([z.literal(''), dateField])),
  notes: maybe(paragraphs(20_000)),
};

export const CreateDeal = z
  .strictObject({
    contactId: fields.contactId.optional(),
    title: fields.title,
    stage: fields.stage.default('lead'),
    amountMinor: fields.amountMinor.optional(),
    currency: fields.currency.optional(),
    expectedCloseOn: fields.expectedCloseOn.optional(),
    notes: fields.notes.optional(),
  })
  .superRefine((deal, ctx) => {
    if (lacksCurrency(deal)) ctx.addIssue({ code: 'custom', ...currencyProblem, path: [currencyProblem.path] });
  });

export const currencyProblem = { path: 'currency', message: 'An amount needs its currency' } as const;

export function lacksCurrency(deal: {
  readonly amountMinor?: number | null | undefined;
  readonly currency?: string | null | undefined;
}): boolean {
  return typeof deal.amountMinor === 'number' && !deal.currency;
}

export const DealId = z.strictObject({ id: z.string().max(64) });

/** Fields that are not named stay as they are; null removes a value. */
export const UpdateDeal = z.strictObject({
  id: z.string().max(64),
  version: versionField.optional().describe('Refuse the change if the deal has another version by now'),
  contactId: fields.contactId.optional(),
  title: fields.title.optional(),
  stage: fields.stage.optional(),
  amountMinor: fields.amountMinor.optional(),
  currency: fields.currency.optional(),
  expectedCloseOn: fields.expectedCloseOn.optional(),
  notes: fields.notes.optional(),
});

export const dealSorts = ['createdAt', 'expectedCloseOn', 'title'] as const;

export const ListDeals = z.strictObject({
  q: searchField.optional().describe('Finds any part of a title'),
  stage: z.enum(dealStages).optional(),
  contactId: z.string().max(64).optional(),
  sort: z.enum(sortNames(dealSorts)).default('-createdAt').describe('A leading minus turns the order around'),
  limit: pageLimit,
  cursor: cursorField.optional(),
});

/** A deal as it is answered. */
export const Deal = z.strictObject({
  id: z.string(),
  contactId: z.string().nullable(),
  contactName: z.string().nullable().describe('Null also for a caller who may not read contacts'),
  title: z.string(),
  stage: z.enum(dealStages),
  amountMinor: z.int().nullable(),
  currency: z.string().nullable(),
  expectedCloseOn: z.string().nullable(),
  closedAt: instant.nullable().describe('When it was won or lost'),
  notes: z.string().nullable(),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});

export const DealPage = pageOf(Deal);

export type DealAnswer = z.output<typeof Deal>;
