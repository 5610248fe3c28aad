import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { createActivity } from '#lib/crm/activities/create-activity.ts';
import { listActivities } from '#lib/crm/activities/list-activities.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { deleteContact } from '#lib/crm/contacts/delete-contact.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { readContact } from '#lib/crm/contacts/read-contact.ts';
import type { ContactAnswer, ListContacts } from '#lib/crm/contacts/schema.ts';
import { updateContact } from '#lib/crm/contacts/update-contact.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { readDeal } from '#lib/crm/deals/read-deal.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let globex: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
});

afterAll(() => rt.close());

/** Every contact of a query, page by page. */
async function everyPage(query: Partial<z.input<typeof ListContacts>>, org = acme): Promise<ContactAnswer[]> {
  const found: ContactAnswer[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(listContacts, org.owner, { ...query, ...(cursor === undefined ? {} : { cursor }) });
    expect(page.data.length).toBeLessThanOrEqual(Number(query.limit ?? 50));
    found.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

describe('contacts.create', () => {
  test('answers the contact as it was stored, and leaves a receipt that tells it', async () => {
    const made = await call(createContact, acme.owner, {
      firstName: '  Ana ',
      lastName: 'Núñez',
      email: 'Ana.Nunez@Example.COM',
      website: 'example.com/ana',
      tags: ['VIP', 'spain', 'vip'],
      customFields: { 'Shoe size': '38' },
      notes: 'Two\r\nlines',
      phone: '',
    });
    expect(made).toMatchObject({
      firstName: 'Ana',
      email: 'ana.nunez@example.com',
      website: 'https://example.com/ana',
      tags: ['spain', 'vip'],
      customFields: { 'Shoe size': '38' },
      notes: 'Two\nlines',
      phone: null,
      version: 1,
    });
    expect(await call(readContact, acme.owner, { id: made.id })).toEqual(made);
    const receipt = (await ledgerOf(acme.orgId)).at(-1);
    expect(receipt).toMatchObject({
      action: 'contact.created',
      subject: made.id,
      actor: acme.owner.userId,
      detail: { firstName: 'Ana', email: 'ana.nunez@example.com', tags: ['spain', 'vip'] },
    });
    expect(receipt?.detail).not.toHaveProperty('phone');
  });

  test.each([
    ['nobody to be told from', { phone: '555' }, 'firstName'],
    ['an e-mail address that is none', { firstName: 'A', email: 'a@b' }, 'email'],
    ['a script as a website', { firstName: 'A', website: 'javascript:alert(1)' }, 'website'],
    ['a control character', { firstName: 'A\u0000B' }, 'firstName'],
    ['text that turns around what follows it', { firstName: 'A\u202Egnp.exe' }, 'firstName'],
    ['half a character', { firstName: 'A\ud800' }, 'firstName'],
    ['a name that is too long', { firstName: 'x'.repeat(101) }, 'firstName'],
    ['too many tags', { firstName: 'A', tags: Array.from({ length: 51 }, (_, n) => `t${n}`) }, 'tags'],
    ['an unknown field', { firstName: 'A', surname: 'B' }, ''],
    ['a number for a name', { firstName: 7 }, 'firstName'],
  ])('refuses %s, names the field, and writes nothing', async (_what, input, path) => {
    const before = (await ledgerOf(acme.orgId)).length;
    const error = await refused(call(createContact, acme.owner, input), 'invalid_input');
    expect(error.problems.map((problem) => problem.path)).toContain(path);
    expect((await ledgerOf(acme.orgId)).length).toBe(before);
  });

  test('is refused to a viewer and to a key without the scope', async () => {
    const viewer = await createTestMember(acme.orgId, 'viewer');
    await refused(call(createContact, viewer, { firstName: 'No' }), 'forbidden');
    await refused(call(createContact, keyPrincipal(acme.orgId, ['contacts:read']), { firstName: 'No' }), 'forbidden');
  });
});

describe('contacts.update', () => {
  test('changes what is named and nothing else; the receipt tells before and after', async () => {
    const made = await call(createContact, acme.owner, {
      firstName: 'Bob',
      lastName: 'Old',
      company: 'Initech',
      customFields: { a: '1', b: '2' },
    });
    rt.clock.advance(60);
    const changed = await call(updateContact, acme.owner, {
      id: made.id,
      version: 1,
      lastName: 'New',
      company: null,
      customFields: { b: null, c: '3' },
    });
    expect(changed).toEqual({
      ...made,
      lastName: 'New',
      company: null,
      customFields: { a: '1', c: '3' },
      version: 2,
      updatedAt: rt.clock.now().toISOString(),
    });
    expect(await call(readContact, acme.owner, { id: made.id })).toEqual(changed);
    expect((await ledgerOf(acme.orgId)).at(-1)).toMatchObject({
      action: 'contact.updated',
      subject: made.id,
      detail: {
        changes: {
          lastName: { from: 'Old', to: 'New' },
          company: { from: 'Initech', to: null },
          customFields: { from: { a: '1', b: '2' }, to: { a: '1', c: '3' } },
        },
      },
    });
  });

  test('that changes nothing leaves no receipt and the same version', async () => {
    const made = await call(createContact, acme.owner, { firstName: 'Same' });
    const receipts = (await ledgerOf(acme.orgId)).length;
    expect(await call(updateContact, acme.owner, { id: made.id, firstName: ' Same ' })).toEqual(made);
    expect((await ledgerOf(acme.orgId)).length).toBe(receipts);
  });

  test('by one of two people who saw the same version is refused to the other', async () => {
    const made = await call(createContact, acme.owner, { firstName: 'Race' });
    const attempts = await Promise.allSettled(
      ['A', 'B', 'C', 'D'].map((lastName) => call(updateContact, acme.owner, { id: made.id, version: 1, lastName })),
    );
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    for (const attempt of attempts) {
      if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ code: 'version_conflict' });
    }
    expect((await call(readContact, acme.owner, { id: made.id })).version).toBe(2);
  });

  test('cannot take away all that tells whom a contact is about', async () => {
    const made = await call(createContact, acme.owner, { email: 'only@example.com', phone: '1' });
    await refused(call(updateContact, acme.owner, { id: made.id, email: null }), 'invalid_input');
  });
});

describe('contacts.delete', () => {
  test('takes the activities along and leaves the deals; the receipt says how many', async () => {
    const contact = await call(createContact, acme.owner, { firstName: 'Gone' });
    const deal = await call(createDeal, acme.owner, { contactId: contact.id, title: 'Stays' });
    for (const subject of ['one', 'two']) {
      await call(createActivity, acme.owner, { kind: 'note', subject, contactId: contact.id });
    }
    expect(await call(deleteContact, acme.owner, { id: contact.id })).toBeNull();
    await refused(call(readContact, acme.owner, { id: contact.id }), 'not_found');
    await refused(call(deleteContact, acme.owner, { id: contact.id }), 'not_found');
    expect(await call(readDeal, acme.owner, { id: deal.id })).toMatchObject({ contactId: null, contactName: null });
    expect((await call(listActivities, acme.owner, { contactId: contact.id })).data).toEqual([]);
    expect((await ledgerOf(acme.orgId)).at(-1)).toMatchObject({
      action: 'contact.deleted',
      subject: contact.id,
      detail: { activitiesDeleted: 2, dealsDetached: 1, contact: { firstName: 'Gone' } },
    });
    expect(await everyPage({ q: 'Gone' })).toEqual([]);
  });
});

describe('another organisation', () => {
  test('sees, finds, changes and deletes nothing: an id of ours answers like one that never was', async () => {
    const made = await call(createContact, acme.owner, { firstName: 'Secretperson', company: 'Secretcorp' });
    for (const id of [made.id, 'con_01ARZ3NDEKTSV4RRFFQ69G5FAV', 'nonsense']) {
      await refused(call(readContact, globex.owner, { id }), 'not_found');
      await refused(call(updateContact, globex.owner, { id, firstName: 'X' }), 'not_found');
      await refused(call(deleteContact, globex.owner, { id }), 'not_found');
    }
    expect((await call(listContacts, globex.owner, {})).data).toEqual([]);
    expect((await call(listContacts, globex.owner, { q: 'Secretperson' })).data).toEqual([]);
    expect((await call(readContact, acme.owner, { id: made.id })).firstName).toBe('Secretperson');
    await refused(call(createDeal, globex.owner, { title: 'Steal', contactId: made.id }), 'invalid_input');
    await refused(
      call(createActivity, globex.owner, { kind: 'note', subject: 'Steal', contactId: made.id }),
      'invalid_input',
    );
  });
});

describe('contacts.list', () => {
  let org: TestOrganization;
  const people = [
    {
      firstName: 'James',
      lastName: 'Butt',
      company: 'Benton, John B Jr',
      email: 'jbutt@example.com',
      city: 'New Orleans',
      phone: '504-621-8927',
      tags: ['south', 'vip'],
    },
    {
      firstName: 'Josephine',
      lastName: 'Darakjy',
      company: 'Chanay',
      email: 'josephine@example.org',
      city: 'Brighton',
      tags: ['vip'],
    },
    {
      firstName: 'Art',
      lastName: 'Venere',
      company: 'Chemel, James L Cpa',
      email: 'art@venere.org',
      city: 'Bridgeport',
    },
    { firstName: 'Ángel', lastName: 'Østergård', company: null, email: null, city: 'Århus' },
    { firstName: 'Zoë', lastName: 'abel', company: 'Chanay', email: 'zoe@example.com', city: 'Brighton' },
    { firstName: '50% "off" x', lastName: 'a_b\\c', company: null, email: null, city: null },
  ];

  beforeAll(async () => {
    org = await createTestOrganization('Listing');
    for (const person of people) {
      await call(createContact, org.owner, person);
      rt.clock.advance(1);
    }
  });

  const names = (contacts: readonly ContactAnswer[]) => contacts.map((contact) => contact.firstName);

  test('sorts by name without regard to case and accents, by any other sort, and backwards', async () => {
    expect(names(await everyPage({}, org))).toEqual(['50% "off" x', 'Zoë', 'James', 'Josephine', 'Art', 'Ángel']);
    expect(names(await everyPage({ sort: '-createdAt' }, org))).toEqual(people.map((p) => p.firstName).reverse());
  });

  test.each(['name', '-name', 'company', '-company', 'email', '-email', 'createdAt', '-updatedAt'] as const)(
    'gives every contact exactly once, page by page, sorted by %s',
    async (sort) => {
      const whole = await everyPage({ sort, limit: 100 }, org);
      expect(new Set(whole.map((contact) => contact.id)).size).toBe(people.length);
      for (const limit of [1, 2, 5]) {
        expect(names(await everyPage({ sort, limit }, org))).toEqual(names(whole));
      }
    },
  );

  test('puts those without a value in the sort field last, in both directions', async () => {
    const without = ['Ángel', '50% "off" x'].sort();
    for (const sort of ['company', '-company'] as const) {
      expect(
        names(await everyPage({ sort, limit: 2 }, org))
          .slice(-2)
          .sort(),
      ).toEqual(without);
    }
  });

  test.each([
    ['part of a company', 'chemel', ['Art']],
    ['another case', 'CHEMEL', ['Art']],
    ['two words of different fields', 'james butt', ['James']],
    ['words in any order', 'butt james', ['James']],
    ['digits of a phone number', '6218927', ['James']],
    ['a phone number as typed', '504-621-8927', ['James']],
    ['a phone number in groups', '(504) 621 89.27', ['James']],
    ['no accents where there are some', 'angel', ['Ángel']],
    ['a city', 'bright', ['Josephine', 'Zoë']],
    ['two letters that begin an e-mail address', 'zo', ['Zoë']],
    ['two letters that begin a last name', 'Bu', ['James']],
    ['two short words', 'zo ab', ['Zoë']],
    ['a per cent sign beside a longer word', '0% off', ['50% "off" x']],
    ['a per cent sign that stands for itself', '%% off', []],
    ['a quote', '"off"', ['50% "off" x']],
    ['an underscore and a backslash', '_b\\', ['50% "off" x']],
    ['query syntax', 'company:chemel OR *', []],
    ['what is not there', 'zzzzzz', []],
  ])('finds by %s', async (_what, q, expected) => {
    expect(names(await everyPage({ q }, org)).sort()).toEqual([...expected].sort());
  });

  test('filters by tag, company, city and e-mail address, all at once too', async () => {
    expect(names(await everyPage({ tag: 'VIP' }, org)).sort()).toEqual(['James', 'Josephine']);
    expect(names(await everyPage({ company: 'Chanay', city: 'Brighton' }, org)).sort()).toEqual(['Josephine', 'Zoë']);
    expect(names(await everyPage({ company: 'Chanay', tag: 'vip', q: 'dara' }, org))).toEqual(['Josephine']);
    expect(names(await everyPage({ email: 'JBUTT@example.com' }, org))).toEqual(['James']);
    expect(await everyPage({ tag: 'vi' }, org)).toEqual([]);
  });

  test('a contact found by its old name is found by its new one after a change, and no more by the old', async () => {
    const made = await call(createContact, org.owner, { firstName: 'Oldfirst' });
    await call(updateContact, org.owner, { id: made.id, firstName: 'Newfirst' });
    expect(names(await everyPage({ q: 'oldfirst' }, org))).toEqual([]);
    expect(names(await everyPage({ q: 'newfirst' }, org))).toEqual(['Newfirst']);
    await call(deleteContact, org.owner, { id: made.id });
  });

  test('a cursor opens for the same organisation, filters and order alone, and cannot be changed', async () => {
    const { nextCursor } = await call(listContacts, org.owner, { limit: 2 });
    const cursor = nextCursor ?? '';
    expect(cursor).not.toBe('');
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/butt|abel/i);
    expect((await call(listContacts, org.owner, { limit: 3, cursor })).data).toHaveLength(3);
    const flipped = `${cursor.startsWith('A') ? 'B' : 'A'}${cursor.slice(1)}`;
    for (const [principal, query] of [
      [acme.owner, { cursor }],
      [org.owner, { cursor, sort: '-name' }],
      [org.owner, { cursor, q: 'art' }],
      [org.owner, { cursor: flipped }],
      [org.owner, { cursor: `${cursor}A` }],
      [org.owner, { cursor: 'x' }],
    ] as const) {
      await refused(call(listContacts, principal, query), 'invalid_cursor');
    }
  });

  test.each([
    { limit: 0 },
    { limit: 101 },
    { limit: 'ten' },
    { sort: 'notes' },
    { sort: '1; DROP TABLE Contact' },
    { page: 2 },
  ])('refuses %j', async (query) => {
    await refused(call(listContacts, org.owner, query), 'invalid_input');
  });
});
