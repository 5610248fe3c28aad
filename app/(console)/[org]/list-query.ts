import type { z } from 'zod';
import { type PageQuery, queryValue } from '../../../components/tables/query-string.ts';

/**
 * The part of a page's address that a list's operation takes. Names that it does not know belong to the page alone, and
 * a value outside a closed set (an old bookmark, a mistyped address) counts as absent: a list is shown, not an error.
 */
export function listQuery(
  schema: z.ZodObject,
  query: PageQuery,
  choices: Readonly<Record<string, readonly string[]>> = {},
): Record<string, string> {
  const input: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = queryValue(query, name);
    if (value === undefined || name === 'limit') continue;
    if (choices[name] !== undefined && !choices[name].includes(value)) continue;
    const field = schema.shape[name] as z.ZodType | undefined;
    if (name !== 'cursor' && field?.safeParse(value).success === false) continue;
    input[name] = value;
  }
  return input;
}
