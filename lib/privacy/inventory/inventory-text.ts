import { stringify } from 'csv-stringify/sync';
import { processingActivities } from '../processing.ts';
import type { InventoryEntry } from './inventory.ts';
import { whereWords } from './where-words.ts';

const classWords = (entry: InventoryEntry) => (entry.whose === null ? entry.class : `${entry.class} (${entry.whose})`);

/** One row for each column and place. RFC 4180; no cell is taken for a formula. */
export function inventoryCsv(entries: readonly InventoryEntry[]): string {
  const rows = entries.map((entry) => {
    const { title, basis, recipients } = processingActivities[entry.activity];
    const { thing, column, purpose, keptFor } = entry;
    return [
      title,
      basis,
      recipients,
      whereWords[entry.where],
      thing,
      column ?? '',
      classWords(entry),
      purpose,
      keptFor,
    ];
  });
  const head = [
    ...['Processing activity', 'Legal basis', 'Recipients', 'Where', 'Table or place', 'Column', 'Class'],
    ...['Purpose', 'Kept for at most'],
  ];
  return stringify([head, ...rows], { escape_formulas: true, record_delimiter: 'windows' });
}

const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The parts of the record of processing activities, as Markdown: a section for each activity. */
export function inventorySections(entries: readonly InventoryEntry[]): readonly string[] {
  return Object.entries(processingActivities).flatMap(([name, { title, purpose, basis, recipients }]) => {
    const own = entries.filter(({ activity }) => activity === name);
    const things = [...new Set(own.map(({ thing }) => thing))];
    const columns = things.filter((thing) => own.some((entry) => entry.thing === thing && entry.column !== null));
    const places = own.filter(({ column }) => column === null);
    return [
      `## ${title}`,
      [`- Purpose: ${purpose}`, `- Legal basis: ${basis}`, `- Recipients: ${recipients}`].join('\n'),
      ...columns.flatMap((thing) => {
        const [first] = own.filter((entry) => entry.thing === thing);
        return [
          `### ${thing}`,
          first === undefined ? '' : `${whereWords[first.where]}.`,
          table(
            ['Column', 'Class', 'Why it is kept', 'How long at most'],
            own
              .filter((entry) => entry.thing === thing)
              .map((entry) => [`\`${entry.column}\``, classWords(entry), entry.purpose, entry.keptFor]),
          ),
        ];
      }),
      ...(places.length === 0
        ? []
        : [
            '### Beside the databases',
            table(
              ['Place', 'Where', 'Class', 'What and why', 'How long at most'],
              places.map((entry) => [
                `\`${entry.thing}\``,
                whereWords[entry.where],
                classWords(entry),
                entry.purpose,
                entry.keptFor,
              ]),
            ),
          ]),
    ];
  });
}

/** The record as one document. */
export function inventoryMarkdown(entries: readonly InventoryEntry[], of: string): string {
  return `${[`# Record of processing activities: ${of}`, 'Article 30 GDPR.', ...inventorySections(entries)].join('\n\n')}\n`;
}
