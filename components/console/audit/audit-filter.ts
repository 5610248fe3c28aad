import { daySpanOf, type TimeSpan } from '../../tables/day-range.ts';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';

const plainNames = ['action', 'actor', 'outcome', 'reason', 'address'] as const;

/** The names of the filters in the address. Days are `YYYY-MM-DD`, UTC, both included. */
export const auditFilterNames = [...plainNames, 'from', 'to'] as const;

export type AuditFilter = Partial<Record<(typeof plainNames)[number], string>> & TimeSpan;

/**
 * What the address asks for, as the operation takes it. A day that is none, and a word that is none of `choices`, is
 * passed by: a list is shown, not an error.
 */
export function auditFilterOf(
  query: PageQuery,
  choices: Readonly<Record<'action' | 'outcome', readonly string[]>>,
): AuditFilter {
  const filter: Partial<Record<(typeof plainNames)[number], string>> = {};
  for (const name of plainNames) {
    const value = queryValue(query, name)?.slice(0, 64);
    if (value === undefined) continue;
    if ((name === 'action' || name === 'outcome') && !choices[name].includes(value)) continue;
    filter[name] = value;
  }
  return { ...filter, ...daySpanOf(query) };
}

/** Whether the address narrows the list at all. */
export function isFiltered(query: PageQuery): boolean {
  return auditFilterNames.some((name) => queryValue(query, name) !== undefined);
}

/** Where the events that the filter leaves are had as a file. */
export function exportHref(filter: AuditFilter, format: 'csv' | 'ndjson'): string {
  const params = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) params.set(name, value);
  return `/api/v1/audit-events/export?${params}`;
}
