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

/** Members of a member stand in lines of their own, as `user.email`; what lies deeper is JSON. */
function record(value: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(value).flatMap(([name, part]): [string, unknown][] =>
    isObject(part) && Object.keys(part).length > 0
      ? Object.entries(part).map(([inner, innerPart]) => [`${name}.${inner}`, innerPart])
      : [[name, part]],
  );
  return table(lines.map(([name, part]) => [cell(name), cell(part)]));
}

function cell(value: unknown, charsMax = 10_000): string {
  if (value === null || value === undefined) return '';
  return visibleText(textOf(value), charsMax);
}

function textOf(value: unknown): string {
  if (isPlain(value)) return String(value);
  if (Array.isArray(value) && value.every(isPlain)) return value.join(', ');
  return JSON.stringify(value);
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
