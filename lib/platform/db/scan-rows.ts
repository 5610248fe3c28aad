import type { SqlReader, SqlValue } from './types.ts';

interface Scan {
  readonly table: string;
  readonly select: readonly string[];
  /** Only rows that hold one of the texts in one of the columns, whatever the case of ASCII letters. */
  readonly holding: { readonly columns: readonly string[]; readonly texts: readonly string[] };
  readonly where?: { readonly sql: string; readonly params: readonly SqlValue[] };
}

/** More texts than that are looked for as a list: slower for each row, where one condition each would be too deep for SQLite. */
const conditionsMax = 100;

/** Rows looked through in one statement; between two of them other requests have their turn. */
const pageRows = 5_000;

/**
 * The rows of a table that hold a text, in the order in which they were inserted, also where JSON had to escape the text.
 * For what no index finds: it reads the whole table, a page at a time, and finds no row that is inserted meanwhile before
 * where it is. It finds texts inside of longer words too: {@link file://../mentions.ts} tells them apart.
 */
export async function* scanRows<Row>(db: SqlReader, scan: Scan): AsyncGenerator<Row> {
  const { table, select, holding, where } = scan;
  const sought = [...new Set(holding.texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]))].flatMap(
    (text) => [...new Set([asciiLower(text), text.toLowerCase()])],
  );
  if (sought.length === 0) return;
  const held = holding.columns.map((column) => `coalesce("${column}", '')`).join(` || char(10) || `);
  const sql = `SELECT ${select.map((column) => `"${column}"`).join(', ')} FROM (
      SELECT ${select.map((column) => `"${column}"`).join(', ')}, lower(${held}) AS heldText FROM "${table}"
       WHERE rowid > ? AND rowid <= ?${where === undefined ? '' : ` AND (${where.sql})`})
    WHERE ${
      sought.length <= conditionsMax
        ? sought.map(() => 'instr(heldText, ?) > 0').join(' OR ')
        : 'EXISTS (SELECT 1 FROM json_each(?) WHERE instr(heldText, value) > 0)'
    }`;
  const params = sought.length <= conditionsMax ? sought : [JSON.stringify(sought)];
  const ends = await db.get<{ first: number | null; last: number | null }>(
    // Each by itself: only then it is read from the end of the tree instead of from every row.
    `SELECT (SELECT min(rowid) FROM "${table}") AS first, (SELECT max(rowid) FROM "${table}") AS last`,
  );
  if (ends?.first == null || ends.last === null) return;
  for (let after = ends.first - 1; after < ends.last; after += pageRows) {
    yield* await db.all<Row>(sql, [after, after + pageRows, ...(where?.params ?? []), ...params]);
    await new Promise((resume) => setImmediate(resume));
  }
}

/** As SQLite's lower(): the letters of ASCII alone. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
