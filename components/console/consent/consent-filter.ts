import { type ConsentLanguage, type ConsentMethod, consentLanguages, consentMethods } from '#lib/consent/categories.ts';
import { daySpanOf } from '../../tables/day-range.ts';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';

/** The names of the filters in the address. Days are `YYYY-MM-DD`, UTC, both included. */
export const consentFilterNames = ['method', 'language', 'from', 'to'] as const;

export interface ConsentFilter {
  readonly storefront?: string | undefined;
  readonly method?: ConsentMethod | undefined;
  readonly language?: ConsentLanguage | undefined;
  /** ISO 8601; `from` is included, `until` is not. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/**
 * What the address asks for, as `consents.list` takes it. A storefront that is not there, and any other value outside its set
 * (an old bookmark, a mistyped address), counts as absent.
 */
export function consentFilterOf(query: PageQuery, storefronts: readonly { readonly id: string }[]): ConsentFilter {
  const { from, to } = daySpanOf(query);
  const named = queryValue(query, 'storefront');
  return {
    storefront: storefronts.find(({ id }) => id === named)?.id,
    method: consentMethods.find((method) => method === queryValue(query, 'method')),
    language: consentLanguages.find((language) => language === queryValue(query, 'language')),
    from,
    until: to,
  };
}

/** Whether the address narrows the table, beyond the storefront. */
export function isFiltered(query: PageQuery): boolean {
  return consentFilterNames.some((name) => queryValue(query, name) !== undefined);
}

/** Where the proof of this period is had as a file. It is the same whatever was chosen, and in whatever language. */
export function proofHref({ storefront, from, until }: ConsentFilter): string {
  const said = Object.entries({ storefront, from, until }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const text = new URLSearchParams(said).toString();
  return `/api/v1/consents/export${text === '' ? '' : `?${text}`}`;
}
