import { type PageQuery, queryValue } from '../../tables/query-string.ts';
import { consolePaths } from '../paths.ts';

/** The address of the step in which an import is checked before it runs. */
export function importCheckPath(org: string, id: string): string {
  return `${consolePaths.import(org, id)}?step=check`;
}

/** Whether the address asks for the check, and so for a dry run. */
export function isCheckStep(query: PageQuery): boolean {
  return queryValue(query, 'step') === 'check';
}
