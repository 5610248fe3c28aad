import { newId } from '../../platform/ids.ts';
import { changedContactRow, newContactRow } from '../contacts/contact-row.ts';
import { storedTags } from '../contacts/present.ts';
import { type ContactFields, contactTextFields } from '../contacts/schema.ts';
import type { ContactRow } from '../contacts/store.ts';
import { type MappedRow, mapRow } from './map-row.ts';
import type { ParsedRow } from './parse-rows.ts';
import type { CellProblem, DuplicateRule, ImportColumn } from './schema.ts';

/** A row with what it says. */
export interface ReadRow {
  readonly parsed: ParsedRow;
  readonly mapped: MappedRow;
}

/** What becomes of a row. */
export type RowDecision =
  | { readonly outcome: 'create'; readonly parsed: ParsedRow; readonly contact: ContactRow }
  /** `contact` is null when the contact has all that the row says already. */
  | { readonly outcome: 'update'; readonly parsed: ParsedRow; readonly contact: ContactRow | null }
  | { readonly outcome: 'skip'; readonly parsed: ParsedRow }
  | { readonly outcome: 'reject'; readonly parsed: ParsedRow; readonly problems: readonly CellProblem[] };

export function readRows(rows: readonly ParsedRow[], columns: readonly ImportColumn[]): ReadRow[] {
  return rows.map((parsed) => ({ parsed, mapped: mapRow(parsed.cells, columns) }));
}

/** The e-mail addresses that the rows bring: contacts with one of them are duplicates. */
export function emailsOf(rows: readonly ReadRow[]): string[] {
  return [...new Set(rows.flatMap(({ mapped }) => mapped.contact?.email ?? []))];
}

/**
 * Decides about rows in the order of the file. A row whose address a contact or an earlier row has is a duplicate; the
 * rule says what happens to it. The decision is the same for a preview, a dry run and the import itself.
 *
 * @param existing contacts by address, for all addresses of the rows.
 */
export function decideRows(
  rows: readonly ReadRow[],
  existing: ReadonlyMap<string, ContactRow>,
  options: { readonly duplicates: DuplicateRule; readonly at: string },
): RowDecision[] {
  const known = new Map(existing);
  return rows.map(({ parsed, mapped }): RowDecision => {
    if (mapped.problems) return { outcome: 'reject', parsed, problems: mapped.problems };
    const { contact } = mapped;
    const before = contact.email ? known.get(contact.email) : undefined;
    if (before === undefined) {
      const created = newContactRow(newId('con'), contact, options.at);
      if (created.email !== null) known.set(created.email, created);
      return { outcome: 'create', parsed, contact: created };
    }
    if (options.duplicates === 'skip') return { outcome: 'skip', parsed };
    const after = mergedContact(before, contact, options.at);
    if (after !== null && after.email !== null) known.set(after.email, after);
    return { outcome: 'update', parsed, contact: after };
  });
}

/** What the row says wins over what was there; tags and custom fields come together. Null when nothing changes. */
function mergedContact(before: ContactRow, fields: ContactFields, at: string): ContactRow | null {
  const tags =
    fields.tags === undefined ? undefined : [...new Set([...storedTags(before.tags), ...fields.tags])].sort();
  const after = changedContactRow(before, { ...fields, tags }, at);
  return sameContent(before, after) ? null : after;
}

function sameContent(a: ContactRow, b: ContactRow): boolean {
  return (
    contactTextFields.every((name) => a[name] === b[name]) && a.tags === b.tags && a.customFields === b.customFields
  );
}
