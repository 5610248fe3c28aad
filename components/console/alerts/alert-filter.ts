import { alertRuleNames, alertSeverities } from '#lib/alerts/rules.ts';
import { alertStates } from '#lib/alerts/schema.ts';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';

const choices = { state: alertStates, severity: alertSeverities, rule: alertRuleNames } as const;

export type AlertFilterName = keyof typeof choices;

/** What the address asks for, as the operation takes it. A word that is none of the choices is passed by. */
export function alertFilterOf(query: PageQuery): Partial<Record<AlertFilterName, string>> {
  const named = (Object.keys(choices) as AlertFilterName[]).flatMap((name) => {
    const value = choices[name].find((word) => word === queryValue(query, name));
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(named);
}

/** Whether the address narrows the list at all. */
export function isFiltered(query: PageQuery): boolean {
  return Object.keys(alertFilterOf(query)).length > 0;
}
