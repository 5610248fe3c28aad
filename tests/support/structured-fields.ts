/** A value of a structured field (RFC 9651) of the kinds that our headers use. */
export type BareItem = string | number | boolean | Uint8Array;

export interface FieldItem {
  readonly value: BareItem;
  readonly parameters: ReadonlyMap<string, BareItem>;
}

/**
 * Reads a List of Items with Parameters, strictly by the algorithms of RFC 9651, section 4.2; inner lists, tokens, dates
 * and display strings are refused.
 */
export function parseItemList(text: string): readonly FieldItem[] {
  const at = { text, index: 0 };
  skip(at, / */y);
  const items: FieldItem[] = [];
  while (at.index < text.length) {
    items.push({ value: bareItem(at), parameters: parametersOf(at) });
    skip(at, /[ \t]*/y);
    if (at.index === text.length) return items;
    need(at, /,/y, 'a comma');
    skip(at, /[ \t]*/y);
    if (at.index === text.length) throw new Error('a trailing comma');
  }
  return items;
}

interface Cursor {
  readonly text: string;
  index: number;
}

function skip(at: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = at.index;
  const found = pattern.exec(at.text)?.[0] ?? null;
  if (found !== null) at.index += found.length;
  return found;
}

function need(at: Cursor, pattern: RegExp, what: string): string {
  const found = skip(at, pattern);
  if (found === null) throw new Error(`${what} is missing at ${at.index} of ${at.text}`);
  return found;
}

function parametersOf(at: Cursor): ReadonlyMap<string, BareItem> {
  const parameters = new Map<string, BareItem>();
  while (skip(at, /;/y) !== null) {
    skip(at, / */y);
    const key = need(at, /[a-z*][a-z0-9_.*-]*/y, 'a key');
    parameters.set(key, skip(at, /=/y) === null ? true : bareItem(at));
  }
  return parameters;
}

function bareItem(at: Cursor): BareItem {
  const quoted = skip(at, /"(?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"/y);
  if (quoted !== null) return quoted.slice(1, -1).replace(/\\(.)/g, '$1');
  const bytes = skip(at, /:[A-Za-z0-9+/=]*:/y);
  if (bytes !== null) return Buffer.from(bytes.slice(1, -1), 'base64');
  const decimal = skip(at, /-?\d{1,12}\.\d{1,3}(?!\d)/y);
  if (decimal !== null) return Number(decimal);
  return Number(need(at, /-?\d{1,15}(?!\d)/y, 'an item'));
}
