/** Finds texts that are addresses, ids or names of somebody inside other texts. */
export interface Mentions {
  /** Empty when nothing is looked for. */
  readonly texts: readonly string[];
  /** Whether one of the texts stands in this one, whole: `ann@example.com` does not stand in `joann@example.com`. */
  in(text: string | null): boolean;
  /** The same for JSON: in any string of it, names of members too. What is no JSON is taken as text. */
  inJson(json: string | null): boolean;
  /** The text with each of them replaced. */
  replacedIn(text: string, by: string): string;
  /** JSON with each of them replaced in its strings, names of members too. */
  replacedInJson(json: string, by: string): string;
}

/** What ends a file's name, so that a file called after an address is told from an address that goes on. */
const extensions =
  'csv|tsv|txt|md|html?|json|xml|pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|eml|msg|vcf|png|jpe?g|gif|webp|mp[34]|wav';

/**
 * What stands before and behind a text that is whole: nothing that could be a part of the same word or address. A dot behind
 * it ends a sentence or a file's name, unless the address goes on.
 */
const before = '(?<![\\p{L}\\p{N}._%+-])';
const goesOn = `\\.(?!(?:${extensions})(?![\\p{L}\\p{N}]))[\\p{L}\\p{N}]`;
const behind = `(?![\\p{L}\\p{N}_%+-]|@[\\p{L}\\p{N}]|${goesOn})`;

/** Case makes no difference, in any alphabet. Texts shorter than three characters are not looked for. */
export function mentionsOf(sought: readonly string[]): Mentions {
  const texts = [...new Set(sought)].filter((text) => text.length >= 3);
  const pattern = texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  const once = texts.length === 0 ? /(?!)/u : new RegExp(`${before}(?:${pattern})${behind}`, 'iu');
  const each = new RegExp(once.source, 'giu');
  const inText = (text: string) => once.test(text);
  return {
    texts,
    in: (text) => text !== null && inText(text),
    inJson: (json) => json !== null && stringsOf(json).some(inText),
    replacedIn: (text, by) => text.replace(each, () => by),
    replacedInJson: (json, by) => {
      const value = parsed(json);
      return value === undefined
        ? json.replace(each, () => by)
        : JSON.stringify(mapped(value.json, (text) => text.replace(each, () => by)));
    },
  };
}

function stringsOf(json: string): string[] {
  const value = parsed(json);
  if (value === undefined) return [json];
  const strings: string[] = [];
  mapped(value.json, (text) => {
    strings.push(text);
    return text;
  });
  return strings;
}

function parsed(json: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(json) as unknown };
  } catch {
    return undefined;
  }
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [change(name), mapped(member, change)]));
}
