import { readOpeningsNaming } from '../../ledger/erase-openings.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { normalizeEmail } from '../../platform/email-address.ts';
import { idPattern } from '../../platform/ids.ts';
import { type Mentions, mentionsOf } from '../../platform/mentions.ts';

/** The databases in which somebody is looked for. */
export interface Grounds {
  readonly orgId: string;
  /** The organisation's. */
  readonly db: SqlReader;
  /** The control database: every statement names the organisation. */
  readonly directory: SqlReader;
}

/** Somebody of whom the organisation holds data, as all of it can be found. */
export interface Person {
  /** Contacts that are this person: there now, or deleted earlier. */
  readonly contactIds: readonly string[];
  /** Addresses in their one form: present ones, and earlier ones that neither another contact nor a member has now. */
  readonly emails: readonly string[];
  readonly names: readonly { readonly first: string; readonly last: string }[];
  /** As they were typed. */
  readonly phones: readonly string[];
  /** The member of the organisation with one of the addresses. */
  readonly member: { readonly membershipId: string; readonly userId: string } | null;
}

interface ContactIdentity {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
}

const identity = '"id", "firstName", "lastName", "email", "phone", "mobile"';

/** What names the person in any text: ids of contacts and addresses. Names are not unique enough to tell somebody by. */
export function mentionsOfPerson({ contactIds, emails }: Pick<Person, 'contactIds' | 'emails'>): Mentions {
  return mentionsOf([...contactIds, ...emails]);
}

/**
 * Whom the reference means: the id of a contact (also of one that was deleted), of a member's account, or an e-mail
 * address. Contacts with the same address are one person.
 * @returns undefined when nothing here has such an id.
 */
export async function resolvePerson(at: Grounds, reference: string): Promise<Person | undefined> {
  if (idPattern('con').test(reference)) return personOfContact(at, reference);
  if (idPattern('usr').test(reference)) return personOfMember(at, reference);
  const email = normalizeEmail(reference);
  return email === null ? undefined : personOf(at, [email], []);
}

async function personOfContact(at: Grounds, id: string): Promise<Person | undefined> {
  const [contact] = await contactsById(at.db, [id]);
  const earlier = await earlierAddresses(at.db, [id]);
  if (contact === undefined && !(await wasContact(at.db, id))) return undefined;
  return personOf(at, contact?.email != null ? [contact.email] : contact === undefined ? earlier : [], [id]);
}

async function personOfMember(at: Grounds, userId: string): Promise<Person | undefined> {
  const user = await at.directory.get<{ email: string }>(
    'SELECT u.email FROM Membership m JOIN User u ON u.id = m.userId WHERE m.orgId = ? AND m.userId = ?',
    [at.orgId, userId],
  );
  return user === undefined ? undefined : personOf(at, [user.email], []);
}

async function personOf(at: Grounds, emails: readonly string[], ids: readonly string[]): Promise<Person> {
  const present = await at.db.all<ContactIdentity>(
    `SELECT ${identity} FROM "Contact" WHERE "id" IN (SELECT value FROM json_each(?))
       OR "email" IN (SELECT value FROM json_each(?)) ORDER BY "createdAt", "id"`,
    [JSON.stringify(ids), JSON.stringify(emails)],
  );
  const deleted = await deletedContacts(at.db, emails);
  const contactIds = [...new Set([...ids, ...present.map(({ id }) => id), ...deleted])];
  const others = await withoutOthers(at, await earlierAddresses(at.db, contactIds), contactIds);
  const addresses = [...new Set([...emails, ...present.flatMap(({ email }) => email ?? []), ...others])];
  return {
    contactIds,
    emails: addresses,
    names: present.flatMap(({ firstName, lastName }) =>
      firstName === null || lastName === null ? [] : [{ first: firstName, last: lastName }],
    ),
    phones: [...new Set(present.flatMap(({ phone, mobile }) => [phone ?? [], mobile ?? []].flat()))],
    member: await memberWith(at, addresses),
  };
}

function contactsById(db: SqlReader, ids: readonly string[]): Promise<ContactIdentity[]> {
  return db.all<ContactIdentity>(`SELECT ${identity} FROM "Contact" WHERE "id" IN (SELECT value FROM json_each(?))`, [
    JSON.stringify(ids),
  ]);
}

async function wasContact(db: SqlReader, id: string): Promise<boolean> {
  const row = await db.get(`SELECT 1 AS one FROM Receipt WHERE subject = ? AND action LIKE 'contact.%' LIMIT 1`, [id]);
  const imported = row ?? (await db.get('SELECT 1 AS one FROM PersonErasure WHERE subject = ?', [id]));
  return imported !== undefined;
}

/** Contacts that are no more and of which the ledger still tells under one of the addresses. */
async function deletedContacts(db: SqlReader, emails: readonly string[]): Promise<string[]> {
  const ids = new Set<string>();
  for await (const { action, subject } of readOpeningsNaming(db, mentionsOf(emails))) {
    if (action.startsWith('contact.')) ids.add(subject);
  }
  if (ids.size === 0) return [];
  const present = await contactsById(db, [...ids]);
  for (const { id } of present) ids.delete(id);
  return [...ids];
}

/** The addresses that these contacts ever had, as the receipts about them tell. */
async function earlierAddresses(db: SqlReader, ids: readonly string[]): Promise<string[]> {
  const rows = await db.all<{ detail: string }>(
    `SELECT d.detail FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq
      WHERE r.subject IN (SELECT value FROM json_each(?)) AND r.action LIKE 'contact.%' AND d.detail IS NOT NULL`,
    [JSON.stringify(ids)],
  );
  const found = rows.flatMap(({ detail }) => {
    const { email, contact, changes } = JSON.parse(detail) as {
      readonly email?: unknown;
      readonly contact?: { readonly email?: unknown };
      readonly changes?: { readonly email?: { readonly from?: unknown; readonly to?: unknown } };
    };
    return [email, contact?.email, changes?.email?.from, changes?.email?.to];
  });
  return [...new Set(found.filter((value) => typeof value === 'string'))];
}

/**
 * Without those that a contact of somebody else, or a member, has now: what was written into a contact once makes nobody else
 * a part of this person.
 */
async function withoutOthers(at: Grounds, emails: readonly string[], ids: readonly string[]): Promise<string[]> {
  const contacts = await at.db.all<{ email: string }>(
    `SELECT DISTINCT "email" FROM "Contact" WHERE "email" IN (SELECT value FROM json_each(?))
       AND "id" NOT IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(emails), JSON.stringify(ids)],
  );
  const members = await at.directory.all<{ email: string }>(
    `SELECT u.email FROM Membership m JOIN User u ON u.id = m.userId
      WHERE m.orgId = ? AND u.email IN (SELECT value FROM json_each(?))`,
    [at.orgId, JSON.stringify(emails)],
  );
  const others = new Set([...contacts, ...members].map(({ email }) => email));
  return emails.filter((email) => !others.has(email));
}

async function memberWith(at: Grounds, emails: readonly string[]): Promise<Person['member']> {
  const row = await at.directory.get<{ membershipId: string; userId: string }>(
    `SELECT m.id AS membershipId, m.userId FROM Membership m JOIN User u ON u.id = m.userId
      WHERE m.orgId = ? AND u.email IN (SELECT value FROM json_each(?))`,
    [at.orgId, JSON.stringify(emails)],
  );
  return row ?? null;
}
