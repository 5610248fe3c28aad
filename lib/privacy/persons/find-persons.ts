import type { z } from 'zod';
import { auditOf } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { contactNameOf, type Named } from '../../crm/contact-name.ts';
import { contactSearch } from '../../crm/contacts/search.ts';
import { normalizeEmail } from '../../platform/email-address.ts';
import { isHoldfastError } from '../../platform/errors.ts';
import { idPattern } from '../../platform/ids.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import type { Person } from './person.ts';
import { FindPersons, FoundPersons } from './schema.ts';
import { groundsOf, requirePerson } from './start-erasure.ts';

type Found = z.output<typeof FoundPersons>['data'][number];

/** People that one look-up shows. */
const shownPersons = 20;

/** Whom an address, a number, a name or an id may mean. CLAIMS G1. */
export const findPersons = operation({
  name: 'persons.find',
  title: 'Look for a person',
  description:
    'By e-mail address, phone number, name or id. An address is looked for everywhere: also when no contact has it any more. ' +
    'Each look-up stands in the audit log, which does not say whom.',
  http: 'GET /persons',
  permission: 'persons:read',
  feature: undefined,
  limits: ['api.general', 'persons.search'],
  input: FindPersons,
  output: FoundPersons,
  writes: false,
  run: async (ctx, { q }) => {
    const by = isId(q) ? 'id' : normalizeEmail(q) === null ? 'words' : 'address';
    await ctx.services.audit.record({ ...auditOf(ctx), action: 'person.find', outcome: 'ok', detail: { by } });
    return by === 'words' ? findByWords(ctx, q) : { data: await findExactly(ctx, q), more: false };
  },
});

function isId(q: string): boolean {
  return idPattern('con').test(q) || idPattern('usr').test(q);
}

async function findExactly(ctx: TenantContext, q: string): Promise<Found[]> {
  try {
    const person = await requirePerson(groundsOf(ctx), q);
    return [presentFound(person, isId(q) ? q : (person.contactIds[0] ?? normalizeEmail(q) ?? q))];
  } catch (error) {
    if (isHoldfastError(error) && error.code === 'not_found') return [];
    throw error;
  }
}

function presentFound({ names, emails, contactIds, member }: Person, id: string): Found {
  const [name] = names;
  return {
    id,
    name: name === undefined ? null : `${name.first} ${name.last}`,
    email: emails[0] ?? null,
    contacts: contactIds.length,
    member: member !== null,
  };
}

interface ContactRow extends Named {
  readonly id: string;
  readonly contacts: number;
}

/** Contacts with one address are one person; those without one stand alone. */
async function findByWords(ctx: TenantContext, q: string): Promise<z.output<typeof FoundPersons>> {
  const conditions = contactSearch(q);
  const where = conditions.map(({ sql }) => `(${sql})`).join(' AND ') || '0';
  const rows = await ctx.db.all<ContactRow>(
    `SELECT min("id") AS "id", "firstName", "lastName", "company", "email", count(*) AS "contacts" FROM "Contact"
      WHERE ${where} GROUP BY coalesce("email", "id") ORDER BY "sortName", "id" LIMIT ?`,
    [...conditions.flatMap(({ params }) => params), shownPersons + 1],
  );
  const shown = rows.slice(0, shownPersons);
  const members = await membersWith(ctx, shown);
  return {
    data: shown.map((row) => ({
      id: row.id,
      name: contactNameOf(row),
      email: row.email,
      contacts: row.contacts,
      member: row.email !== null && members.has(row.email),
    })),
    more: rows.length > shownPersons,
  };
}

async function membersWith(ctx: TenantContext, rows: readonly ContactRow[]): Promise<ReadonlySet<string>> {
  const found = await ctx.directory.all<{ email: string }>(
    `SELECT u.email FROM Membership m JOIN User u ON u.id = m.userId
      WHERE m.orgId = ? AND u.email IN (SELECT value FROM json_each(?))`,
    [ctx.org.id, JSON.stringify(rows.flatMap(({ email }) => email ?? []))],
  );
  return new Set(found.map(({ email }) => email));
}
