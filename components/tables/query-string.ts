/** A page's query as Next hands it to a page (`await searchParams`). */
export type PageQuery = Readonly<Record<string, string | string[] | undefined>>;

/** Query names that say where in a list one is; any change of filter or order forgets them. */
const positionNames = ['cursor', 'trail'] as const;

/**
 * The address of the same list with some names changed. `null` removes a name. Changing anything but the position goes back
 * to the first page.
 */
export function withQuery(path: string, query: PageQuery, changes: Readonly<Record<string, string | null>>): string {
  const params = new URLSearchParams();
  const movesOnly = Object.keys(changes).every((name) => positionNames.some((position) => position === name));
  for (const [name, value] of Object.entries(query)) {
    if (name in changes || value === undefined) continue;
    if (!movesOnly && positionNames.some((position) => position === name)) continue;
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, one);
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value !== null && value !== '') params.set(name, value);
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** The first value of a name, or undefined when it is missing or empty. */
export function queryValue(query: PageQuery, name: string): string | undefined {
  const value = query[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === '' ? undefined : first;
}
