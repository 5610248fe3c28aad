import type { Json } from '#lib/ledger/canonical.ts';
import { runtime } from '#lib/runtime.ts';

export interface LedgerEntry {
  readonly seq: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: Json;
}

/** An organisation's receipts with their details, oldest first. */
export async function ledgerOf(orgId: string): Promise<LedgerEntry[]> {
  const lease = await runtime().tenancy.acquire(orgId);
  try {
    const rows = await lease.db.all<Omit<LedgerEntry, 'detail'> & { detail: string }>(
      `SELECT r.seq, r.actor, r.action, r.subject, d.detail
         FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq ORDER BY r.seq`,
    );
    return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Json }));
  } finally {
    lease.release();
  }
}
