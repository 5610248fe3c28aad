import { scanRows } from '../platform/db/scan-rows.ts';
import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import { type Mentions, mentionsOf } from '../platform/mentions.ts';

/** A receipt whose detail names what was looked for. */
export interface NamingOpening {
  readonly seq: number;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}

/**
 * The receipts whose detail, which still is there, names one of the texts whole, whatever the case: see
 * {@link mentionsOf}. Reads every detail of the ledger, a piece at a time.
 * @returns them in ascending order.
 */
export async function* readOpeningsNaming(db: SqlReader, mentions: Mentions): AsyncGenerator<NamingOpening> {
  const details = scanRows<{ seq: number; detail: string }>(db, {
    table: 'ReceiptDetail',
    select: ['seq', 'detail'],
    holding: { columns: ['detail'], texts: mentions.texts },
  });
  for await (const { seq, detail } of details) {
    if (!mentions.inJson(detail)) continue;
    const receipt = await db.get<{ action: string; subject: string }>(
      'SELECT action, subject FROM Receipt WHERE seq = ?',
      [seq],
    );
    if (receipt !== undefined) yield { seq, detail, ...receipt };
  }
}

/** Their sequence numbers alone. */
export async function openingsNaming(db: SqlReader, texts: readonly string[]): Promise<number[]> {
  const found: number[] = [];
  for await (const { seq } of readOpeningsNaming(db, mentionsOf(texts))) found.push(seq);
  return found;
}

/** The receipts about one of these records whose detail still is there. @returns their sequence numbers, ascending. */
export async function openingsOf(db: SqlReader, subjects: readonly string[]): Promise<number[]> {
  if (subjects.length === 0) return [];
  const rows = await db.all<{ seq: number }>(
    `SELECT r.seq FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq
      WHERE r.subject IN (SELECT value FROM json_each(?)) AND d.salt IS NOT NULL ORDER BY r.seq`,
    [JSON.stringify(subjects)],
  );
  return rows.map(({ seq }) => seq);
}

/**
 * Erases what the commitments of these receipts open to: detail and salt together, so that nobody can confirm a guess at
 * the detail either. The receipts stay as they are and the ledger verifies; whoever checks it is told that these are
 * erased. CLAIMS G3; docs/ledger-format.md.
 * @returns how many had something to erase.
 */
export async function eraseOpenings(tx: SqlWriter, seqs: readonly number[], at: Date): Promise<number> {
  if (seqs.length === 0) return 0;
  const { changes } = await tx.run(
    `UPDATE ReceiptDetail SET salt = NULL, detail = NULL, erasedAt = ?
      WHERE seq IN (SELECT value FROM json_each(?)) AND (salt IS NOT NULL OR detail IS NOT NULL)`,
    [at.toISOString(), JSON.stringify(seqs)],
  );
  return changes;
}
