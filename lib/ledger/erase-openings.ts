import type { SqlReader, SqlWriter } from '../platform/db/types.ts';

/** Details looked through in one statement; between two of them other requests have their turn. */
const pageReceipts = 10_000;

/**
 * The receipts whose detail, which still is there, holds one of the texts, whatever the case of its ASCII letters: also
 * where JSON had to escape it. Reads every detail of the ledger.
 * @returns their sequence numbers, ascending.
 */
export async function openingsNaming(db: SqlReader, texts: readonly string[]): Promise<number[]> {
  const sought = [...new Set(texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]))]
    .filter((text) => text !== '')
    .map(asciiLower);
  if (sought.length === 0) return [];
  const holds = sought.map(() => 'instr(text, ?) > 0').join(' OR ');
  const sql = `SELECT seq FROM (SELECT seq, lower(detail) AS text FROM ReceiptDetail
    WHERE seq > ? AND seq <= ? AND detail IS NOT NULL) WHERE ${holds} ORDER BY seq`;
  const last = await db.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM ReceiptDetail');
  const found: number[] = [];
  for (let after = 0; after < (last?.seq ?? 0); after += pageReceipts) {
    const rows = await db.all<{ seq: number }>(sql, [after, after + pageReceipts, ...sought]);
    found.push(...rows.map(({ seq }) => seq));
    await new Promise((resume) => setImmediate(resume));
  }
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

/** As SQLite's lower(): the letters of ASCII alone. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
