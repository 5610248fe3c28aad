import type { SqlReader } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';

/** Whether a hold stands on the whole organisation, or on this contact. */
export async function isHeld(db: SqlReader, contactId?: string): Promise<boolean> {
  const row = await db.get(
    'SELECT 1 AS one FROM LegalHold WHERE releasedAt IS NULL AND (contactId IS NULL OR contactId = ?) LIMIT 1',
    [contactId ?? null],
  );
  return row !== undefined;
}

/** Whether any hold stands: on the organisation, or on whichever contact. What removes everything asks this. */
export async function isHeldAtAll(db: SqlReader): Promise<boolean> {
  return (await db.get('SELECT 1 AS one FROM LegalHold WHERE releasedAt IS NULL LIMIT 1')) !== undefined;
}

/**
 * Asked inside the write that erases. CLAIMS G6: a legal hold wins.
 * @throws `legal_hold` when a hold stands on the organisation or on the contact.
 */
export async function requireNoHold(db: SqlReader, contactId?: string): Promise<void> {
  if (await isHeld(db, contactId)) throw fail('legal_hold');
}

/**
 * For the deletion of a deal: its activities and files go with it, whosever they are.
 * @throws `legal_hold` when a hold stands on the organisation, on the deal's contact, or on one whose record hangs on it.
 */
export async function requireNoHoldOnDeal(
  db: SqlReader,
  deal: { readonly id: string; readonly contactId: string | null },
): Promise<void> {
  await requireNoHold(db, deal.contactId ?? undefined);
  const row = await db.get(
    `SELECT 1 AS one FROM LegalHold WHERE releasedAt IS NULL AND contactId IN
       (SELECT contactId FROM Activity WHERE dealId = ? UNION SELECT contactId FROM File WHERE dealId = ?) LIMIT 1`,
    [deal.id, deal.id],
  );
  if (row !== undefined) throw fail('legal_hold');
}
