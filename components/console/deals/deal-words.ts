import type { DealAnswer, DealStage } from '#lib/crm/deals/schema.ts';
import type { Tone } from '../../ui/badge.tsx';

/** How each stage reads and looks. */
export const stageLooks: Readonly<Record<DealStage, { label: string; tone: Tone }>> = {
  lead: { label: 'Lead', tone: 'neutral' },
  qualified: { label: 'Qualified', tone: 'info' },
  proposal: { label: 'Proposal', tone: 'violet' },
  negotiation: { label: 'Negotiation', tone: 'warn' },
  won: { label: 'Won', tone: 'ok' },
  lost: { label: 'Lost', tone: 'danger' },
};

/** Digits after the point of a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount in its currency, for example "€1,999.00". */
export function moneyText(amountMinor: number, currency: string): string {
  return new Intl.NumberFormat('en-IE', { style: 'currency', currency }).format(
    amountMinor / 10 ** minorDigits(currency),
  );
}

export function amountText(deal: Pick<DealAnswer, 'amountMinor' | 'currency'>): string | null {
  return deal.amountMinor === null || deal.currency === null ? null : moneyText(deal.amountMinor, deal.currency);
}

/** The amount as one types it: "1999.00", or empty. */
export function amountInput(deal: Pick<DealAnswer, 'amountMinor' | 'currency'> | undefined): string {
  if (!deal || deal.amountMinor === null || deal.currency === null) return '';
  const digits = minorDigits(deal.currency);
  return (deal.amountMinor / 10 ** digits).toFixed(digits);
}

/** Sums by currency, largest first: amounts of different currencies are never added up. */
export function totalsText(deals: readonly Pick<DealAnswer, 'amountMinor' | 'currency'>[]): string {
  const sums = new Map<string, number>();
  for (const { amountMinor, currency } of deals) {
    if (amountMinor !== null && currency !== null) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  }
  return [...sums]
    .sort((a, b) => b[1] - a[1])
    .map(([currency, sum]) => moneyText(sum, currency))
    .join(' + ');
}
