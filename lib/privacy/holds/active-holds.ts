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

/**
 * For the deletion of a contact: what hangs on it goes along, also what hangs on somebody else's deal as well.
 * @throws `legal_hold` when a hold stands on the organisation, on the contact, or on whose deal such a record hangs.
 */
export async function requireNoHoldOnContact(db: SqlReader, contactId: string): Promise<void> {
  await requireNoHold(db, contactId);
  const row = await db.get(
    `SELECT 1 AS one FROM LegalHold h JOIN Deal d ON d.contactId = h.contactId
      WHERE h.releasedAt IS NULL AND d.id IN
        (SELECT dealId FROM Activity WHERE contactId = ? UNION SELECT dealId FROM File WHERE contactId = ?) LIMIT 1`,
    [contactId, contactId],
  );
  if (row !== undefined) throw fail('legal_hold');
}

/** What a record hangs on. */
interface Bonds {
  readonly contactId: string | null;
  readonly dealId?: string | null;
}

/**
 * For the deletion of a record, whichever of the two it hangs on.
 * @throws `legal_hold` when a hold stands on the organisation, on its contact, or on its deal's contact.
 */
export async function requireNoHoldOnRecord(db: SqlReader, { contactId, dealId = null }: Bonds): Promise<void> {
  await requireNoHold(db, contactId ?? undefined);
  const deal = dealId === null ? undefined : await db.get<Bonds>('SELECT contactId FROM Deal WHERE id = ?', [dealId]);
  if (deal?.contactId != null) await requireNoHold(db, deal.contactId);
}

/**
 * For a record that is moved to somebody else: what a hold on a contact keeps could be deleted there.
 * @throws `legal_hold` when the record would leave a contact, or the deal of a contact, on which a hold stands.
 */
export async function requireNoHoldOnLeft(db: SqlReader, before: Bonds, after: Bonds): Promise<void> {
  const left = {
    contactId: before.contactId === after.contactId ? null : before.contactId,
    dealId: before.dealId === after.dealId ? null : (before.dealId ?? null),
  };
  const row = await db.get(
    `SELECT 1 AS one FROM LegalHold WHERE releasedAt IS NULL AND contactId IS NOT NULL
        AND (contactId = ? OR contactId = (SELECT contactId FROM Deal WHERE id = ?)) LIMIT 1`,
    [left.contactId, left.dealId],
  );
  if (row !== undefined) throw fail('legal_hold');
}
