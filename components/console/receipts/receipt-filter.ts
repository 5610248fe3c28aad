import { type PageQuery, queryValue } from '../../tables/query-string.ts';

/** The names of the filters in the address. Days are `YYYY-MM-DD`, UTC, both included. */
export const receiptFilterNames = ['action', 'actor', 'subject', 'from', 'to'] as const;

export interface ReceiptFilter {
  action?: string | undefined;
  actor?: string | undefined;
  subject?: string | undefined;
  /** ISO 8601: receipts of this instant or later. */
  from?: string | undefined;
  /** ISO 8601: receipts of before this instant. */
  to?: string | undefined;
}

const dayMs = 86_400_000;

/** What the address asks for, as the operation takes it. A day that is none is passed by. */
export function receiptFilterOf(query: PageQuery): ReceiptFilter {
  const from = dayStartMs(queryValue(query, 'from'));
  const to = dayStartMs(queryValue(query, 'to'));
  return {
    action: queryValue(query, 'action'),
    actor: queryValue(query, 'actor'),
    subject: queryValue(query, 'subject'),
    from: from === null ? undefined : new Date(from).toISOString(),
    to: to === null ? undefined : new Date(to + dayMs).toISOString(),
  };
}

/** Whether the address narrows the list at all. */
export function isFiltered(query: PageQuery): boolean {
  return receiptFilterNames.some((name) => queryValue(query, name) !== undefined);
}

function dayStartMs(day: string | undefined): number | null {
  if (day === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const startMs = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(startMs) ? null : startMs;
}
