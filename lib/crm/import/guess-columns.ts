import { customFieldNameCharsMax, customFieldsMax } from '../contacts/schema.ts';
import { badFile } from './file-text.ts';
import { knownHeader } from './header-names.ts';
import { type ImportColumn, type ImportTarget, importColumnsMax, sharedTargets } from './schema.ts';

/**
 * The columns of a file by its header row: each with a name of its own, and with the field that the name suggests.
 * Columns of unknown names become custom fields, as many as a contact holds; the others are not imported.
 *
 * @throws `invalid_input` for more columns than we take.
 */
export function guessColumns(headerCells: readonly string[]): ImportColumn[] {
  if (headerCells.length > importColumnsMax) {
    throw badFile(`The file has ${headerCells.length} columns; at most ${importColumnsMax} can be imported.`);
  }
  const headers = distinctNames(headerCells);
  const targets = headers.map((header): ImportTarget | undefined => knownHeader(header)?.target);
  for (const target of new Set(targets)) {
    if (target === undefined || sharedTargets.has(target)) continue;
    const best = bestColumn(headers, targets, target);
    for (const [index, other] of targets.entries()) if (other === target && index !== best) targets[index] = undefined;
  }
  if (targets.includes('firstName') || targets.includes('lastName')) {
    const fullName = targets.indexOf('fullName');
    if (fullName >= 0) targets[fullName] = 'ignore';
  }
  let customLeft = customFieldsMax;
  return headers.map((header, index) => {
    const target = targets[index];
    if (target !== undefined) return { header, target };
    customLeft -= 1;
    return { header, target: customLeft >= 0 ? 'custom' : 'ignore' };
  });
}

/** Of several columns for one field, the one with the more telling name; of equals the first. */
function bestColumn(
  headers: readonly string[],
  targets: readonly (ImportTarget | undefined)[],
  target: ImportTarget,
): number {
  const candidates = targets.flatMap((other, index) => (other === target ? [index] : []));
  const rank = (index: number) => knownHeader(headers[index] ?? '')?.rank ?? Number.POSITIVE_INFINITY;
  return candidates.reduce((best, index) => (rank(index) < rank(best) ? index : best));
}

/** Names as custom fields can have them: not empty, not too long, no two alike. */
function distinctNames(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const plain = cell
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
      .normalize('NFC')
      .slice(0, customFieldNameCharsMax - 6)
      .trim();
    const base = plain === '' || plain === '__proto__' || !plain.isWellFormed() ? `Column ${index + 1}` : plain;
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${base} (${n})`;
    taken.add(name.toLowerCase());
    return name;
  });
}
