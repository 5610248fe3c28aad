import { visibleText } from '#lib/platform/visible-text.ts';
import { table } from '../terminal.ts';

const columnsMax = 6;
const cellCharsMax = 40;

/** An answer of the API for people: a list as a table, a record line by line. */
export function showAnswer(answer: unknown): string {
  if (answer === undefined) return 'Done.\n';
  if (!isObject(answer)) return `${cell(answer)}\n`;
  const { data, ...rest } = answer;
  if (!Array.isArray(data) || !data.every(isObject)) return record(answer);
  const more = typeof rest.nextCursor === 'string' ? `\nMore: --cursor ${rest.nextCursor}, or --all.\n` : '';
  const others = Object.entries(rest).filter(([name]) => name !== 'nextCursor');
  return `${list(data)}${more}${others.length === 0 ? '' : `\n${record(Object.fromEntries(others))}`}`;
}

/** The columns that tell most rows apart: plain values, in their order, and none that every row leaves empty. */
function list(rows: readonly Readonly<Record<string, unknown>>[]): string {
  if (rows.length === 0) return 'There are none.\n';
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) =>
    rows.some((row) => isPlain(row[name]) && row[name] !== null && row[name] !== ''),
  );
  const columns = names.slice(0, columnsMax);
  return table([columns, ...rows.map((row) => columns.map((name) => cell(row[name], cellCharsMax)))]);
}

function record(value: Readonly<Record<string, unknown>>): string {
  return table(Object.entries(value).map(([name, part]) => [name, cell(part)]));
}

function cell(value: unknown, charsMax = 10_000): string {
  if (value === null || value === undefined) return '';
  return visibleText(isPlain(value) ? String(value) : JSON.stringify(value), charsMax);
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
