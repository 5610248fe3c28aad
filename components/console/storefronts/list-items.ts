/** The list with one item moved by some places; the same list when that leads over an end. */
export function moved<Item>(items: readonly Item[], from: number, by: number): Item[] {
  const to = from + by;
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** An id for a new item of a list, such as `card-7k2m9q4x`. Never one that was there before, so that a list tells new from old. */
export function newItemId(prefix: string): string {
  const digits = crypto.getRandomValues(new Uint8Array(10));
  return `${prefix}-${Array.from(digits, (digit) => (digit % 36).toString(36)).join('')}`;
}
