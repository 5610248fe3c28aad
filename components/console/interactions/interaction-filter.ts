import { interactionChannels, interactionDirections } from '#lib/interactions/schema.ts';
import { daySpanOf, type TimeSpan } from '../../tables/day-range.ts';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';

/** The names of the filters in the address. Days are `YYYY-MM-DD`, UTC, both included. */
export const interactionFilterNames = ['contactId', 'channel', 'direction', 'from', 'to'] as const;

export interface InteractionFilter extends TimeSpan {
  contactId?: string | undefined;
  channel?: string | undefined;
  direction?: string | undefined;
}

/** What the address asks for, as the operation takes it. A channel or a day that is none is passed by. */
export function interactionFilterOf(query: PageQuery): InteractionFilter {
  const channel = queryValue(query, 'channel');
  const direction = queryValue(query, 'direction');
  return {
    contactId: queryValue(query, 'contactId')?.slice(0, 64),
    channel: interactionChannels.find((name) => name === channel),
    direction: interactionDirections.find((name) => name === direction),
    ...daySpanOf(query),
  };
}

/** Whether the address narrows the list at all. */
export function isFiltered(query: PageQuery): boolean {
  return interactionFilterNames.some((name) => queryValue(query, name) !== undefined);
}
