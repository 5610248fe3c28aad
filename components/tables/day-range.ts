import { type PageQuery, queryValue } from './query-string.ts';

const dayMs = 86_400_000;

/** A span of time as operations take it: ISO 8601, `from` included, `to` not. */
export interface TimeSpan {
  from?: string | undefined;
  to?: string | undefined;
}

/**
 * The days `from` and `to` of an address (`YYYY-MM-DD`, UTC, both included) as a span of time. A day that is none is
 * passed by.
 */
export function daySpanOf(query: PageQuery): TimeSpan {
  const fromMs = dayStartMs(queryValue(query, 'from'));
  const toMs = dayStartMs(queryValue(query, 'to'));
  return {
    from: fromMs === null ? undefined : new Date(fromMs).toISOString(),
    to: toMs === null ? undefined : new Date(toMs + dayMs).toISOString(),
  };
}

function dayStartMs(day: string | undefined): number | null {
  if (day === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const startMs = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(startMs) ? null : startMs;
}
