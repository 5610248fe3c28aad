import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import type { SignedCheckpoint } from './checkpoint.ts';

const columns = 'size, root, note, at, keyVersion';

export function lastCheckpointRow(db: SqlReader): Promise<SignedCheckpoint | undefined> {
  return db.get<SignedCheckpoint>(`SELECT ${columns} FROM LedgerCheckpoint ORDER BY size DESC LIMIT 1`);
}

export function findCheckpointRow(db: SqlReader, size: number): Promise<SignedCheckpoint | undefined> {
  return db.get<SignedCheckpoint>(`SELECT ${columns} FROM LedgerCheckpoint WHERE size = ?`, [size]);
}

/** Largest first; only those smaller than `below`, if that is given. */
export function listCheckpointRows(db: SqlReader, below: number | null, limit: number): Promise<SignedCheckpoint[]> {
  return db.all<SignedCheckpoint>(`SELECT ${columns} FROM LedgerCheckpoint WHERE size < ? ORDER BY size DESC LIMIT ?`, [
    below ?? Number.MAX_SAFE_INTEGER,
    limit,
  ]);
}

export async function insertCheckpointRow(tx: SqlWriter, row: SignedCheckpoint): Promise<void> {
  await tx.run(`INSERT INTO LedgerCheckpoint (${columns}) VALUES (?, ?, ?, ?, ?)`, [
    row.size,
    row.root,
    row.note,
    row.at,
    row.keyVersion,
  ]);
}

/** How many receipts there are: the last sequence number, 0 for an empty ledger. */
export async function ledgerSize(db: SqlReader): Promise<number> {
  const head = await db.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM Receipt');
  return head?.seq ?? 0;
}
