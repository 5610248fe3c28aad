import type { SqlReader } from '../../platform/db/types.ts';
import { contactNameOf, type Named } from '../contact-name.ts';

/** A contact as records of other domains point to it. */
export interface ContactReference {
  readonly id: string;
  readonly name: string | null;
}

export interface ResolvedContacts {
  readonly byId: ReadonlyMap<string, ContactReference>;
  /** For each address that a contact has: one such contact, and how many there are. */
  readonly byEmail: ReadonlyMap<string, ContactReference & { readonly count: number }>;
}

const naming = '"firstName", "lastName", "company", "email"';

/** For statements of other domains: the contacts with exactly this address (one parameter). */
export const contactsWithEmailSql = '(SELECT "id" FROM "Contact" WHERE "email" = ?)';

/**
 * The contacts that others name by id or by e-mail address (in its one form), in at most two queries however many there
 * are. What fits no contact is in neither map.
 */
export async function resolveContacts(
  db: SqlReader,
  wanted: { readonly ids: readonly string[]; readonly emails: readonly string[] },
): Promise<ResolvedContacts> {
  const { ids, emails } = wanted;
  const byId = ids.length === 0 ? [] : await readByIds(db, ids);
  const byEmail = emails.length === 0 ? [] : await readByEmails(db, emails);
  return {
    byId: new Map(byId.map((row) => [row.id, { id: row.id, name: contactNameOf(row) }])),
    byEmail: new Map(byEmail.map((row) => [row.email, { id: row.id, name: contactNameOf(row), count: row.count }])),
  };
}

function readByIds(db: SqlReader, ids: readonly string[]) {
  return db.all<Named & { id: string }>(
    `SELECT "id", ${naming} FROM "Contact" WHERE "id" IN (SELECT value FROM json_each(?))`,
    [JSON.stringify([...new Set(ids)])],
  );
}

/** Of several contacts with one address, the columns are those of the one with the smallest id. */
function readByEmails(db: SqlReader, emails: readonly string[]) {
  return db.all<Named & { id: string; email: string; count: number }>(
    `SELECT min("id") AS "id", ${naming}, count(*) AS "count"
       FROM "Contact" WHERE "email" IN (SELECT value FROM json_each(?)) GROUP BY "email"`,
    [JSON.stringify([...new Set(emails)])],
  );
}
