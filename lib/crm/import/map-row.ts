import {
  type ContactFields,
  type ContactTextField,
  contactTextFields,
  contactTextSchemas,
  customFieldValue,
  identifiableProblem,
  isIdentifiable,
  tagField,
  tagsMax,
} from '../contacts/schema.ts';
import type { CellProblem, ImportColumn, ImportTarget } from './schema.ts';

export type MappedRow =
  | { readonly contact: ContactFields; readonly problems: null }
  | { readonly contact: null; readonly problems: readonly CellProblem[] };

const textTargets: ReadonlySet<ImportTarget> = new Set(contactTextFields);
/** Some exports put several values into one cell, with this between them; the first is the one to keep. */
const severalValues = ' ::: ';
const firstValueOnly: ReadonlySet<ImportTarget> = new Set(['email', 'phone', 'mobile', 'website']);

/**
 * What a row of the file says of a contact, by the mapping; or everything that keeps it from becoming one, cell by
 * cell. Empty cells say nothing: an update leaves such fields as they are.
 */
export function mapRow(cells: readonly string[], columns: readonly ImportColumn[]): MappedRow {
  const texts: Partial<Record<ContactTextField, string | null>> = {};
  const customFields = new Map<string, string>();
  const tags = new Set<string>();
  const problems: CellProblem[] = [];
  let fullName: string | null = null;

  const check = <T>(schema: { safeParse(value: unknown): SafeParsed<T> }, value: string, index: number): T | null => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    problems.push(problemAt(index, columns, parsed.error.issues[0]?.message ?? 'Not valid'));
    return null;
  };

  for (const [index, { header, target }] of columns.entries()) {
    const cell = cleanCell(cells[index] ?? '', target);
    if (cell === '' || target === 'ignore') continue;
    if (isTextTarget(target)) {
      const value = check(contactTextSchemas[target], cell, index);
      if (value !== null) texts[target] = value;
    } else if (target === 'fullName') {
      fullName = check(contactTextSchemas.firstName, cell, index);
    } else if (target === 'tags') {
      for (const name of tagNames(cell)) {
        const tag = check(tagField, name, index);
        if (tag !== null) tags.add(tag);
      }
      if (tags.size > tagsMax) problems.push(problemAt(index, columns, `At most ${tagsMax} tags`));
    } else {
      const value = check(customFieldValue, cell, index);
      if (value !== null) customFields.set(header, value);
    }
  }
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    problems.push(wholeRow(`The row has ${cells.length} cells, the header ${columns.length}`));
  }
  if (fullName !== null && !texts.firstName && !texts.lastName) Object.assign(texts, splitName(fullName));
  if (problems.length === 0 && !isIdentifiable(texts)) problems.push(wholeRow(identifiableProblem.message));
  if (problems.length > 0) return { contact: null, problems };
  const contact: ContactFields = {
    ...texts,
    ...(tags.size > 0 ? { tags: [...tags].sort() } : {}),
    ...(customFields.size > 0 ? { customFields: Object.fromEntries(customFields) } : {}),
  };
  return { contact, problems: null };
}

type SafeParsed<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly error: { readonly issues: readonly { readonly message: string }[] } };

function isTextTarget(target: ImportTarget): target is ContactTextField {
  return textTargets.has(target);
}

function cleanCell(cell: string, target: ImportTarget): string {
  // Our own file of rejected rows, and others, put an apostrophe before what a spreadsheet would calculate.
  const plain = /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
  const one = firstValueOnly.has(target) ? (plain.split(severalValues, 1)[0] ?? '') : plain;
  return (target === 'notes' ? one : one.replace(/\s*[\r\n]+\s*/g, ', ').replaceAll('\t', ' ')).trim();
}

function tagNames(cell: string): string[] {
  return cell
    .split(/[,;|]|:::/)
    .map((name) => name.replace(/^[\s*]+/, '').trim())
    .filter((name) => name !== '');
}

/** "Last, First" or "First Middle Last". */
function splitName(name: string): { firstName?: string; lastName?: string } {
  const comma = name.indexOf(',');
  if (comma > 0) return named(name.slice(comma + 1), name.slice(0, comma));
  const space = name.lastIndexOf(' ');
  return space < 0 ? named(name, '') : named(name.slice(0, space), name.slice(space + 1));
}

function named(first: string, last: string): { firstName?: string; lastName?: string } {
  return {
    ...(first.trim() === '' ? {} : { firstName: first.trim() }),
    ...(last.trim() === '' ? {} : { lastName: last.trim() }),
  };
}

function problemAt(index: number, columns: readonly ImportColumn[], message: string): CellProblem {
  return { column: index, header: columns[index]?.header ?? null, target: columns[index]?.target ?? null, message };
}

function wholeRow(message: string): CellProblem {
  return { column: null, header: null, target: null, message };
}
