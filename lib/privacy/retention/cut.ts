import type { SqlReader, SqlValue, SqlWriter } from '../../platform/db/types.ts';

/** What a rule removes, in the organisation's own database or in its part of the control database. */
export interface Cut {
  /** How many would go now. */
  count(db: SqlReader, to: CutTo): Promise<number>;
  /**
   * Rows that are to go, a batch at a time, until there are none: found outside of a write, so that a long look keeps nobody
   * waiting. The next batch is looked for once the last one was removed.
   */
  batches(db: SqlReader, to: CutTo): AsyncIterable<readonly SqlValue[]>;
  /** Removes those of a batch that still are to go. @returns how many. */
  remove(tx: SqlWriter, keys: readonly SqlValue[], to: CutTo): Promise<number>;
}

export interface CutTo {
  readonly orgId: string;
  /** What is older goes. */
  readonly before: string;
  readonly now: Date;
}

/** Rows that one write removes: some ten milliseconds, then others have their turn. */
export const batchRows = 500;

interface RowsCut {
  readonly table: string;
  /** Which rows go: SQL with `:before` and `:org`. */
  readonly where: string;
  /** Done in the same write, before the rows go: what hangs on them. */
  readonly also?: (tx: SqlWriter, keys: readonly SqlValue[], to: CutTo) => Promise<void>;
}

/** Rows of one table that a condition names. It is asked again inside the write: what was touched meanwhile stays. */
export function rowsCut({ table, where, also }: RowsCut): Cut {
  const condition = `(${where.replaceAll(/:(?:before|org)\b/g, '?')})`;
  const order = [...where.matchAll(/:(before|org)\b/g)].map(([, name]) => name);
  const params = ({ before, orgId }: CutTo): SqlValue[] => order.map((name) => (name === 'before' ? before : orgId));
  const findSql = `SELECT rowid AS key FROM "${table}" WHERE ${condition} LIMIT ${batchRows}`;
  const amongSql = `${condition} AND rowid IN (SELECT value FROM json_each(?))`;
  const countSql = `SELECT count(*) AS n FROM "${table}" WHERE ${condition}`;
  return {
    async count(db, to) {
      return (await db.get<{ n: number }>(countSql, params(to)))?.n ?? 0;
    },
    async *batches(db, to) {
      for (;;) {
        const rows = await db.all<{ key: number }>(findSql, params(to));
        if (rows.length === 0) return;
        yield rows.map(({ key }) => key);
        if (rows.length < batchRows) return;
      }
    },
    async remove(tx, keys, to) {
      const listed = [...params(to), JSON.stringify(keys)];
      if (also !== undefined) {
        const still = await tx.all<{ key: number }>(`SELECT rowid AS key FROM "${table}" WHERE ${amongSql}`, listed);
        const stillKeys = still.map(({ key }) => key);
        await also(tx, stillKeys, to);
      }
      return (await tx.run(`DELETE FROM "${table}" WHERE ${amongSql}`, listed)).changes;
    },
  };
}
