import type { Json } from '../ledger/canonical.ts';

type Answer = Readonly<Record<string, Json>>;

/** Bookkeeping, not content: a change of these alone is no change. */
const bookkeeping: ReadonlySet<string> = new Set(['id', 'version', 'createdAt', 'updatedAt']);

export type Changes = Readonly<Record<string, { readonly from: Json; readonly to: Json }>>;

/** What the receipt of a change tells: each field that differs, with its value before and after. */
export function changesBetween(before: Answer, after: Answer): Changes {
  const changes: Record<string, { from: Json; to: Json }> = {};
  for (const [name, to] of Object.entries(after)) {
    const from = before[name] ?? null;
    if (!bookkeeping.has(name) && JSON.stringify(from) !== JSON.stringify(to)) changes[name] = { from, to };
  }
  return changes;
}

/** The content of a record, for the receipts of its creation and deletion: every field that has a value. */
export function contentOf(answer: Answer): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(answer).filter(([name, value]) => !bookkeeping.has(name) && value !== null && !isEmpty(value)),
  );
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
