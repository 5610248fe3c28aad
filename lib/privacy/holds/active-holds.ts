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

/**
 * Asked inside the write that erases. CLAIMS G6: a legal hold wins.
 * @throws `legal_hold` when a hold stands on the organisation or on the contact.
 */
export async function requireNoHold(db: SqlReader, contactId?: string): Promise<void> {
  if (await isHeld(db, contactId)) throw fail('legal_hold');
}
