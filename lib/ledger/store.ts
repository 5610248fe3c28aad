import type { SqlReader, SqlValue } from '../platform/db/types.ts';
import type { ReceiptFilter } from './receipt-filter.ts';
import type { LedgerEntry } from './verify.ts';

export interface ReceiptRow {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly commitment: Uint8Array;
  readonly prev: Uint8Array;
  readonly hash: Uint8Array;
}

/** A receipt with what is kept apart from it. */
export interface OpenReceiptRow extends ReceiptRow {
  /** Null when the row of the detail table is gone. */
  readonly detailSeq: number | null;
  readonly salt: Uint8Array | null;
  readonly detail: string | null;
  readonly erasedAt: string | null;
}

const columns = 'seq, id, at, actor, action, subject, commitment, prev, hash';

const open = `SELECT r.seq, r.id, r.at, r.actor, r.action, r.subject, r.commitment, r.prev, r.hash,
                     d.seq AS detailSeq, d.salt, d.detail, d.erasedAt
                FROM Receipt r LEFT JOIN ReceiptDetail d ON d.seq = r.seq`;

/** Newest first; only receipts before `beforeSeq`, if that is given. */
export function listReceiptRows(
  db: SqlReader,
  filter: ReceiptFilter,
  beforeSeq: number | null,
  limit: number,
): Promise<ReceiptRow[]> {
  const { conditions, values } = met(filter);
  if (beforeSeq !== null) {
    conditions.push('r.seq < ?');
    values.push(beforeSeq);
  }
  const condition = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return db.all<ReceiptRow>(`SELECT ${columns} FROM Receipt r ${condition} ORDER BY seq DESC LIMIT ?`, [
    ...values,
    limit,
  ]);
}

/**
 * Receipts of a stretch of the ledger that meet the filter, with what is kept apart, oldest first: of those after `after` and
 * not after `upTo` the first `limit`. Those that `always` names come whether they meet it or not.
 */
export async function readReceiptWindow(
  db: SqlReader,
  window: {
    readonly filter: ReceiptFilter;
    readonly always: readonly number[];
    readonly after: number;
    readonly upTo: number;
    readonly limit: number;
  },
): Promise<OpenReceiptRow[]> {
  const { filter, always, after, upTo, limit } = window;
  const { conditions, values } = met(filter);
  const condition = ['r.seq > ?', 'r.seq <= ?', ...conditions].join(' AND ');
  const rows = await db.all<OpenReceiptRow>(`${open} WHERE ${condition} ORDER BY r.seq LIMIT ?`, [
    after,
    upTo,
    ...values,
    limit,
  ]);
  const found = new Set(rows.map((row) => row.seq));
  for (const seq of always) {
    if (seq <= after || seq > upTo || found.has(seq)) continue;
    const row = await findReceiptRow(db, seq);
    if (row !== undefined) rows.push(row);
  }
  return rows.sort((a, b) => a.seq - b.seq).slice(0, limit);
}

function met(filter: ReceiptFilter): { conditions: string[]; values: SqlValue[] } {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const where = (condition: string, value: SqlValue | undefined) => {
    if (value === undefined) return;
    conditions.push(condition);
    values.push(value);
  };
  where('r.actor = ?', filter.actor);
  where('r.action = ?', filter.action);
  where('r.subject = ?', filter.subject);
  where('r.at >= ?', filter.from);
  where('r.at < ?', filter.to);
  return { conditions, values };
}

export function findReceiptRow(db: SqlReader, seq: number): Promise<OpenReceiptRow | undefined> {
  return db.get<OpenReceiptRow>(`${open} WHERE r.seq = ?`, [seq]);
}

/** Rows held in memory at once while a ledger is read. */
const pageRows = 500;

/**
 * The whole ledger in ascending order, in pages, for the verifier. Receipts appended meanwhile come at the end. Between
 * two pages other requests have their turn.
 */
export async function* readLedger(db: SqlReader): AsyncGenerator<readonly LedgerEntry[]> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = await db.all<OpenReceiptRow>(`${open} WHERE r.seq > ? ORDER BY r.seq LIMIT ?`, [after, pageRows]);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(entryOf);
    after = last.seq;
    await new Promise((resume) => setImmediate(resume));
  }
}

export function entryOf(row: OpenReceiptRow): LedgerEntry {
  const { detailSeq, salt, detail, erasedAt, ...receipt } = row;
  return { ...receipt, kept: detailSeq === null ? null : { salt, detail, erasedAt } };
}
