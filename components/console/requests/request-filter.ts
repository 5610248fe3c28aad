import { requestKinds } from '#lib/privacy/requests/kinds.ts';
import { requestStates } from '#lib/privacy/requests/schema.ts';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';

const choices = { state: requestStates, kind: requestKinds, due: ['overdue', 'week'] } as const;

export type RequestFilterName = keyof typeof choices;

/** What the address asks for, as the operation takes it. A word that is none of the choices is passed by. */
export function requestFilterOf(query: PageQuery): Partial<Record<RequestFilterName, string>> {
  const named = (Object.keys(choices) as RequestFilterName[]).flatMap((name) => {
    const value = (choices[name] as readonly string[]).find((word) => word === queryValue(query, name));
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(named);
}

/** Whether the address narrows the list at all. */
export function isFiltered(query: PageQuery): boolean {
  return Object.keys(requestFilterOf(query)).length > 0;
}
