import type { SqlValue, SqlWriter } from '../../platform/db/types.ts';
import type { TakenEntity } from './archive-place.ts';
import type { ArchiveRow } from './row-form.ts';

/** How rows of an entity go into its table. */
export interface RowWriter {
  insert(tx: SqlWriter, rows: readonly ArchiveRow[]): Promise<void>;
}

/** Rows in one statement: fewer calls, and far below what SQLite binds at most. */
const rowsAtOnce = 25;

export function rowWriter({ entity, fate }: TakenEntity): RowWriter {
  const made = Object.entries(fate.made ?? {});
  const names = [...entity.columns.map(({ name }) => name), ...made.map(([name]) => name)];
  const marks = `(${names.map(() => '?').join(', ')})`;
  const head = `INSERT INTO "${entity.model}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES `;
  const sqlFor = (count: number) => head + Array.from({ length: count }, () => marks).join(', ');
  const many = sqlFor(rowsAtOnce);
  const one = sqlFor(1);
  const kinds = entity.columns.map(({ name, kind }) => [name, kind.replace('?', '')] as const);
  const valuesOf = (row: ArchiveRow): SqlValue[] => [
    ...kinds.map(([name, kind]) => stored(row[name], kind)),
    ...made.map(([, make]) => make(row)),
  ];
  return {
    async insert(tx, rows) {
      let n = 0;
      for (; n + rowsAtOnce <= rows.length; n += rowsAtOnce) {
        await tx.run(many, rows.slice(n, n + rowsAtOnce).flatMap(valuesOf));
      }
      for (const row of rows.slice(n)) await tx.run(one, valuesOf(row));
    },
  };
}

function stored(value: unknown, kind: string): SqlValue {
  if (value === null) return null;
  switch (kind) {
    case 'json':
      return JSON.stringify(value);
    case 'bytes':
      return Buffer.from(String(value), 'hex');
    case 'blob':
      return Buffer.from(String(value), 'base64');
    default:
      return value as string | number;
  }
}

/** Rows as they go into their table, once they were checked. */
export function rowsOnArrival(
  taken: TakenEntity,
  rows: readonly ArchiveRow[],
  erased: ReadonlySet<string>,
): readonly ArchiveRow[] {
  const { onArrival } = taken.fate;
  const left = withoutErased(taken, rows, erased);
  return onArrival === undefined ? left : left.map(onArrival).filter((row) => row !== null);
}

/** Rows about people who were erased here since stay out, or lose what names them: nobody comes back in an archive. */
function withoutErased(
  { fate }: TakenEntity,
  rows: readonly ArchiveRow[],
  erased: ReadonlySet<string>,
): readonly ArchiveRow[] {
  const rule = fate.erased;
  if (rule === undefined || erased.size === 0) return rows;
  return rows.flatMap((row) => {
    const id = row[rule.column];
    if (typeof id !== 'string' || !erased.has(id)) return [row];
    return rule.row === 'stays out' ? [] : [{ ...row, [rule.column]: null }];
  });
}
