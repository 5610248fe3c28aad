import type { SqlReader, SqlValue, SqlWriter } from '../../platform/db/types.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { type Page, readPage } from '../keyset.ts';
import type { ContactTextField } from './schema.ts';
import { cityIs, contactSearch } from './search.ts';

/** A row of the table, as SQLite holds it. */
export interface ContactRow extends Readonly<Record<ContactTextField, string | null>> {
  readonly id: string;
  /** JSON: an array of strings, sorted. */
  readonly tags: string;
  /** JSON: an object of strings. */
  readonly customFields: string;
  readonly sortName: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const columns = [
  'id',
  'firstName',
  'lastName',
  'company',
  'jobTitle',
  'email',
  'phone',
  'mobile',
  'addressLine',
  'city',
  'county',
  'region',
  'postalCode',
  'country',
  'website',
  'notes',
  'tags',
  'customFields',
  'sortName',
  'version',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof ContactRow)[];

const selected = columns.map((name) => `"${name}"`).join(', ');
const insertSql = `INSERT INTO "Contact" (${selected}) VALUES (${columns.map(() => '?').join(', ')})`;

const fixedColumns: ReadonlySet<string> = new Set(['id', 'createdAt']);
const changeable = columns.filter((name) => !fixedColumns.has(name));
const updateSql = `UPDATE "Contact" SET ${changeable.map((name) => `"${name}" = ?`).join(', ')} WHERE "id" = ?`;

export function findContact(db: SqlReader, id: string): Promise<ContactRow | undefined> {
  return db.get<ContactRow>(`SELECT ${selected} FROM "Contact" WHERE "id" = ?`, [id]);
}

export async function insertContact(tx: SqlWriter, row: ContactRow): Promise<void> {
  await tx.run(
    insertSql,
    columns.map((name) => row[name]),
  );
}

/** Writes every column but the id and the time of creation. */
export async function replaceContact(tx: SqlWriter, row: ContactRow): Promise<void> {
  await tx.run(updateSql, [...changeable.map((name) => row[name]), row.id]);
}

/** How many records point to a contact. */
export interface ContactCounts {
  readonly activities: number;
  readonly interactions: number;
  readonly deals: number;
}

/**
 * Removes a contact with its activities and interactions; its deals stay, without a contact.
 * @returns how many activities and interactions went and how many deals stayed behind.
 */
export async function removeContact(tx: SqlWriter, id: string): Promise<ContactCounts> {
  const counts = await tx.get<ContactCounts>(
    `SELECT (SELECT count(*) FROM "Activity" WHERE "contactId" = ?) AS activities,
            (SELECT count(*) FROM "Interaction" WHERE "contactId" = ?) AS interactions,
            (SELECT count(*) FROM "Deal" WHERE "contactId" = ?) AS deals`,
    [id, id, id],
  );
  await tx.run('DELETE FROM "Contact" WHERE "id" = ?', [id]);
  return counts ?? { activities: 0, interactions: 0, deals: 0 };
}

/** For each of the addresses that a contact has: the first such contact. */
export async function findContactsByEmail(
  db: SqlReader,
  emails: readonly string[],
): Promise<ReadonlyMap<string, ContactRow>> {
  const rows = await db.all<ContactRow>(
    `SELECT ${selected} FROM "Contact" WHERE "email" IN (SELECT value FROM json_each(?)) ORDER BY "createdAt", "id"`,
    [JSON.stringify(emails)],
  );
  const found = new Map<string, ContactRow>();
  for (const row of rows) if (row.email !== null && !found.has(row.email)) found.set(row.email, row);
  return found;
}

/** Which of the addresses a contact has. */
export async function findKnownEmails(db: SqlReader, emails: readonly string[]): Promise<string[]> {
  const rows = await db.all<{ email: string }>(
    'SELECT DISTINCT "email" FROM "Contact" WHERE "email" IN (SELECT value FROM json_each(?))',
    [JSON.stringify(emails)],
  );
  return rows.map((row) => row.email);
}

interface ContactQuery {
  readonly sort: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly q?: string | undefined;
  readonly tag?: string | undefined;
  readonly company?: string | undefined;
  readonly city?: string | undefined;
  readonly email?: string | undefined;
}

const sortColumns = {
  name: 'sortName',
  company: 'company',
  email: 'email',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt',
} as const;

export function listContactRows(ctx: TenantContext, query: ContactQuery): Promise<Page<ContactRow>> {
  const sql: string[] = [];
  const params: SqlValue[] = [];
  for (const name of ['company', 'email'] as const) {
    const value = query[name];
    if (value === undefined || value === '') continue;
    sql.push(`"${name}" = ?`);
    params.push(value);
  }
  if (query.tag !== undefined) {
    // Tags hold neither quotes nor backslashes, so a quoted tag stands in the JSON text exactly when it is in the list.
    // The empty list sorts behind all others: the index is read for contacts with tags alone.
    sql.push(`"id" IN (SELECT "id" FROM "Contact" WHERE "tags" < '[]' AND instr("tags", ?) > 0)`);
    params.push(JSON.stringify(query.tag));
  }
  for (const condition of [...(query.city ? cityIs(query.city) : []), ...contactSearch(query.q ?? '')]) {
    sql.push(condition.sql);
    params.push(...condition.params);
  }
  return readPage<ContactRow>(ctx, query, {
    list: 'contacts.list',
    table: 'Contact',
    select: selected,
    sortColumns,
    where: { sql, params },
  });
}
