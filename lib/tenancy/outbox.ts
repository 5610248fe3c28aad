import { appendReceipt } from '../ledger/append.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import type { ReceiptDraft } from '../ledger/receipt.ts';
import type { Database, SqlWriter } from '../platform/db/types.ts';
import { newId } from '../platform/ids.ts';

interface Owed {
  readonly at: string;
  readonly actor: string;
  readonly draft: ReceiptDraft;
}

/**
 * Notes, inside a control-plane write, the receipts that it owes to an organisation's ledger. They are committed with
 * that write or not at all. A crash after the commit leaves them here until {@link settleReceipts}.
 * @throws `internal` for a draft that has no canonical form.
 */
export async function oweReceipts(
  tx: SqlWriter,
  drafts: readonly ReceiptDraft[],
  by: { readonly orgId: string; readonly actor: string; readonly at: Date },
): Promise<void> {
  for (const draft of drafts) {
    const at = by.at.toISOString();
    const owed: Owed = { at, actor: by.actor, draft };
    // What the ledger would refuse has to fail this write: owed, it would stand in the way of every later receipt.
    canonicalJson({ action: draft.action, subject: draft.subject, detail: draft.detail });
    await tx.run('INSERT INTO ReceiptOutbox (id, orgId, draft, createdAt) VALUES (?, ?, ?, ?)', [
      newId('obx'),
      by.orgId,
      JSON.stringify(owed),
      at,
    ]);
  }
}

/**
 * Pays every debt of one organisation: appends the receipts in the order they were owed, then forgets the debt. Each
 * receipt remembers its debt, so a crash between the two steps, or two payers at once, never append it twice.
 */
export async function settleReceipts<Control, Tenant>(
  control: Database<Control>,
  tenant: Database<Tenant>,
  orgId: string,
): Promise<void> {
  const rows = await control.all<{ id: string; draft: string }>(
    'SELECT id, draft FROM ReceiptOutbox WHERE orgId = ? ORDER BY id',
    [orgId],
  );
  if (rows.length === 0) return;
  await tenant.write(async (tx) => {
    for (const row of rows) {
      const owed = JSON.parse(row.draft) as Owed;
      await appendReceipt(tx, owed.draft, { orgId, actor: owed.actor, at: new Date(owed.at), outboxId: row.id });
    }
  });
  // A crash here leaves settled debts behind; the next settling finds their receipts and only forgets the debt.
  await control.write(async (tx) => {
    for (const row of rows) await tx.run('DELETE FROM ReceiptOutbox WHERE id = ?', [row.id]);
  });
}
