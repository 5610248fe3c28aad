import { z } from 'zod';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { SqlReader, SqlValue } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import type { TenantContext } from '../tenancy/context.ts';

/** A list query as its operation received it. */
interface ListInput {
  readonly sort: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Conditions joined by AND, with their values. Column names come from our own tables, values from callers. */
export interface Conditions {
  readonly sql: string[];
  readonly params: SqlValue[];
}

interface ListOptions {
  /** The operation's name: a cursor opens for this list alone. */
  readonly list: string;
  readonly table: 'Contact' | 'Deal' | 'Activity' | 'Import';
  /** What to select, for example `id, title`. The sort column and `id` must be among it. */
  readonly select: string;
  /** The column that each sort goes by. Rows without a value in it come last, whichever the direction. */
  readonly sortColumns: Readonly<Record<string, string>>;
  readonly where: Conditions;
}

const placeSchema = z.strictObject({ value: z.union([z.string(), z.number()]).nullable(), id: z.string() });
type Place = z.infer<typeof placeSchema>;

export interface Page<Row> {
  readonly rows: Row[];
  readonly nextCursor: string | null;
}

/**
 * One page of a list in a stable order: the next page begins after the last row of this one, whatever was added or
 * removed meanwhile.
 *
 * @throws `invalid_cursor` unless the cursor came from the same list with the same filters and order.
 */
export async function readPage<Row extends { readonly id: string }>(
  ctx: TenantContext,
  input: ListInput,
  options: ListOptions,
): Promise<Page<Row>> {
  const { limit, cursor, ...query } = input;
  const binding = { orgId: ctx.org.id, list: options.list, query: JSON.stringify(query) };
  const secret = ctx.services.secrets.authSecret;
  const descending = input.sort.startsWith('-');
  const column = options.sortColumns[descending ? input.sort.slice(1) : input.sort];
  if (column === undefined) throw fail('internal', { detail: `no column for the sort ${input.sort}` });
  const place = cursor === undefined ? null : openPlace(openCursor(secret, binding, cursor));
  const found = await readAfter<Row>(ctx.db, { ...options, column, descending, place, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  if (found.length <= limit || last === undefined) return { rows, nextCursor: null };
  const value = (last as unknown as Readonly<Record<string, SqlValue>>)[column];
  return { rows, nextCursor: sealCursor(secret, binding, { value: value ?? null, id: last.id }) };
}

function openPlace(opened: unknown): Place {
  const place = placeSchema.safeParse(opened);
  if (!place.success) throw fail('invalid_cursor');
  return place.data;
}

interface After extends ListOptions {
  readonly column: string;
  readonly descending: boolean;
  readonly place: Place | null;
  readonly limit: number;
}

/** Rows with a value first, then those without one, each part by its index. */
async function readAfter<Row>(db: SqlReader, options: After): Promise<Row[]> {
  const { table, select, column, descending, place, limit, where } = options;
  const order = descending ? 'DESC' : 'ASC';
  const after = descending ? '<' : '>';
  const part = (conditions: readonly string[], params: readonly SqlValue[], by: string, count: number) => {
    const all = [...where.sql, ...conditions].map((condition) => `(${condition})`).join(' AND ');
    const sql = `SELECT ${select} FROM "${table}" WHERE ${all} ORDER BY ${by} LIMIT ?`;
    return db.all<Row>(sql, [...where.params, ...params, count]);
  };
  const rows: Row[] = [];
  if (place === null || place.value !== null) {
    const conditions = [`"${column}" IS NOT NULL`];
    if (place !== null) conditions.push(`("${column}", id) ${after} (?, ?)`);
    const params = place === null ? [] : [place.value, place.id];
    rows.push(...(await part(conditions, params, `"${column}" ${order}, id ${order}`, limit)));
  }
  if (rows.length < limit) {
    const inSecondPart = place !== null && place.value === null;
    const conditions = [`"${column}" IS NULL`, ...(inSecondPart ? [`id ${after} ?`] : [])];
    rows.push(...(await part(conditions, inSecondPart ? [place.id] : [], `id ${order}`, limit - rows.length)));
  }
  return rows;
}
