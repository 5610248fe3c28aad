import { fail } from '../platform/errors.ts';

/** `?tag=a&tag=b` is a list; a name that stands once is a text. */
function queryInput(query: string): Readonly<Record<string, string | readonly string[]>> {
  const found = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = found.get(name);
    if (before === undefined) found.set(name, value);
    else if (typeof before === 'string') found.set(name, [before, value]);
    else before.push(value);
  }
  // fromEntries defines members, so that a name such as __proto__ stays a name.
  return Object.fromEntries(found);
}

/**
 * The input of an operation: the members of path, query and body together.
 * @throws `invalid_input` naming each member that stands in more than one of them: no rule would be obvious.
 */
export function mergeInput(
  parameters: Readonly<Record<string, string>>,
  query: string,
  body: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const sources = { path: parameters, query: query === '' ? {} : queryInput(query), body };
  const merged = new Map<string, unknown>();
  const from = new Map<string, string>();
  const problems: { path: string; message: string }[] = [];
  for (const [source, members] of Object.entries(sources)) {
    for (const [name, value] of Object.entries(members)) {
      const earlier = from.get(name);
      if (earlier === undefined) {
        from.set(name, source);
        merged.set(name, value);
      } else {
        problems.push({ path: name, message: `Stands in the ${earlier} and in the ${source}.` });
      }
    }
  }
  if (problems.length > 0) throw fail('invalid_input', { problems });
  return Object.fromEntries(merged);
}
