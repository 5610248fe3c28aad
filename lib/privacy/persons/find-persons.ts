import type { z } from 'zod';
import { auditOf } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { listContacts } from '../../crm/contacts/list-contacts.ts';
import { normalizeEmail } from '../../platform/email-address.ts';
import { isHoldfastError } from '../../platform/errors.ts';
import { idPattern } from '../../platform/ids.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import type { Person } from './person.ts';
import { inList, listed } from './place.ts';
import { nameOfContact } from './record-labels.ts';
import { FindPersons, FoundPersons } from './schema.ts';
import { groundsOf, requirePerson } from './start-erasure.ts';

type Found = z.output<typeof FoundPersons>['data'][number];

/** People that one look-up shows. */
const shownPersons = 20;
/** Contacts that it looks at for that: several may be one person. */
const contactsMax = 100;

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

/** Contacts with one address are one person; those without one stand alone. */
async function findByWords(ctx: TenantContext, q: string): Promise<z.output<typeof FoundPersons>> {
  const page = await listContacts.run(ctx, { q, sort: 'name', limit: contactsMax });
  const first = new Map(page.data.toReversed().map((contact) => [contact.email ?? contact.id, contact]));
  const found = [...first.values()].reverse();
  const shown = found.slice(0, shownPersons);
  const [members, counts] = await Promise.all([membersWith(ctx, shown), contactsWith(ctx, shown)]);
  return {
    data: shown.map(({ id, email, firstName, lastName, company }) => ({
      id,
      name: nameOfContact({ id, email, firstName, lastName, company }),
      email,
      contacts: (email === null ? undefined : counts.get(email)) ?? 1,
      member: email !== null && members.has(email),
    })),
    more: found.length > shownPersons || page.nextCursor !== null,
  };
}

interface Addressed {
  readonly email: string | null;
}

const addressesOf = (rows: readonly Addressed[]): string => listed(rows.flatMap(({ email }) => email ?? []));

async function contactsWith(ctx: TenantContext, rows: readonly Addressed[]): Promise<ReadonlyMap<string, number>> {
  const found = await ctx.db.all<{ email: string; n: number }>(
    `SELECT "email", count(*) AS n FROM "Contact" WHERE "email" IN ${inList} GROUP BY "email"`,
    [addressesOf(rows)],
  );
  return new Map(found.map(({ email, n }) => [email, n]));
}

async function membersWith(ctx: TenantContext, rows: readonly Addressed[]): Promise<ReadonlySet<string>> {
  const found = await ctx.directory.all<{ email: string }>(
    `SELECT u.email FROM Membership m JOIN User u ON u.id = m.userId
      WHERE m.orgId = ? AND u.email IN ${inList}`,
    [ctx.org.id, addressesOf(rows)],
  );
  return new Set(found.map(({ email }) => email));
}
