import type { SqlWriter } from '../../platform/db/types.ts';
import { newId } from '../../platform/ids.ts';
import { newContactRow } from './contact-row.ts';
import { presentContact } from './present.ts';
import type { ContactAnswer, ContactFields } from './schema.ts';
import { findContactsByEmail, insertContact } from './store.ts';

/**
 * Finds the contact with this address inside a write, the oldest where several have it, or adds one. Who is found stays as
 * they are: somebody who knows an address changes nothing about whom it belongs to.
 *
 * It leaves no receipt of its own: the caller's has to tell what was `added`.
 */
export async function findOrAddContact(
  tx: SqlWriter,
  fields: ContactFields & { readonly email: string },
  at: string,
): Promise<{ readonly id: string; readonly added: ContactAnswer | null }> {
  const found = (await findContactsByEmail(tx, [fields.email])).get(fields.email);
  if (found !== undefined) return { id: found.id, added: null };
  const row = newContactRow(newId('con'), fields, at);
  await insertContact(tx, row);
  return { id: row.id, added: presentContact(row) };
}
