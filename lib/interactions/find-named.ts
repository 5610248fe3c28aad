import { resolveContacts } from '../crm/contacts/resolve-contacts.ts';
import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import { findInteraction, type InteractionRow } from './store.ts';

/**
 * An interaction with what its contact is called.
 * @throws `not_found`.
 */
export async function findNamed(
  db: SqlReader,
  id: string,
): Promise<{ readonly row: InteractionRow; readonly contactName: string | null }> {
  const row = await findInteraction(db, id);
  if (!row) throw fail('not_found');
  const { byId } = await resolveContacts(db, { ids: [row.contactId], emails: [] });
  return { row, contactName: byId.get(row.contactId)?.name ?? null };
}
