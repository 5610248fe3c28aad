import { daySpanOf, type TimeSpan } from '../../tables/day-range.ts';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';

/** The names of the filters in the address. Days are `YYYY-MM-DD`, UTC, both included. */
export const receiptFilterNames = ['action', 'actor', 'subject', 'from', 'to'] as const;

export interface ReceiptFilter extends TimeSpan {
  action?: string | undefined;
  actor?: string | undefined;
  subject?: string | undefined;
}

/** What the address asks for, as the operation takes it. A day that is none is passed by. */
export function receiptFilterOf(query: PageQuery): ReceiptFilter {
  return {
    action: queryValue(query, 'action'),
    actor: queryValue(query, 'actor'),
    subject: queryValue(query, 'subject'),
    ...daySpanOf(query),
  };
}

/** Whether the address narrows the list at all. */
export function isFiltered(query: PageQuery): boolean {
  return receiptFilterNames.some((name) => queryValue(query, name) !== undefined);
}

/** What of a filter is said, as fields of a form or of an address. */
export function filterFields(filter: ReceiptFilter): Readonly<Record<string, string>> {
  const said = Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(said);
}

/** Where the receipts that the filter leaves are had as a file, with their proofs; without one, the whole ledger. */
export function exportHref(filter: ReceiptFilter): string {
  const text = new URLSearchParams(filterFields(filter)).toString();
  return `/api/v1/ledger/export${text === '' ? '' : `?${text}`}`;
}
