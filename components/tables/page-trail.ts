import { type PageQuery, queryValue, withQuery } from './query-string.ts';

/** Parts the cursors of a trail; opaque cursors are base64url and never hold it. */
const separator = '~';
/** Stands in a trail for the first page, which has no cursor. */
const start = '-';

export interface PageLinks {
  /** Null on the first page. */
  readonly previousHref: string | null;
  /** Null on the last page. */
  readonly nextHref: string | null;
  /** How many pages lie before this one. */
  readonly pagesBefore: number;
}

/**
 * The ways to the pages beside this one. A list is read forward by opaque cursors; the cursors of the pages one came by
 * travel in `?trail=`, so that "Previous" also works after a reload and in a shared link.
 */
export function pageLinks(path: string, query: PageQuery, nextCursor: string | null): PageLinks {
  const cursor = queryValue(query, 'cursor');
  const trail = cursor ? (queryValue(query, 'trail') ?? start).split(separator).filter(Boolean) : [];
  const before = trail.at(-1);
  return {
    previousHref: cursor
      ? withQuery(path, query, {
          cursor: before && before !== start ? before : null,
          trail: trail.slice(0, -1).join(separator) || null,
        })
      : null,
    nextHref: nextCursor
      ? withQuery(path, query, { cursor: nextCursor, trail: [...trail, cursor ?? start].join(separator) })
      : null,
    pagesBefore: trail.length,
  };
}
