import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { downloaded, madeExport, type OpenArchive, openArchive } from '../support/exports.ts';
import { commitAndWait, upload } from '../support/imports.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

/*
 * CSV as other programs write it, through the importer as it maps columns by itself: files of their own exports, and ours for
 * their importers.
 */

let rt: TestRuntime;
let archive: OpenArchive;
let made = 0;

const people = [
  {
    ...{
      firstName: 'Ada',
      lastName: 'Lovelace',
      company: 'Analytical, Ltd',
      jobTitle: 'Engineer',
      email: 'ada@example.com',
    },
    ...{ phone: '+44 20 7946 0000', mobile: '+44 7700 900000', addressLine: '12 St James Square', city: 'London' },
    ...{
      region: 'Greater London',
      postalCode: 'SW1Y 4JH',
      country: 'United Kingdom',
      website: 'https://ada.example.com',
    },
    notes: 'Line one\nline "two"',
  },
  { firstName: '=HYPERLINK("x")', lastName: "O'Neil", email: 'bob@example.com', phone: '(504) 555-0100' },
];

beforeAll(async () => {
  rt = await createTestRuntime();
  const { owner } = await createTestOrganization('Acme');
  for (const person of people) await call(createContact, owner, person);
  archive = openArchive(await downloaded(owner, (await madeExport(owner)).id));
});
afterAll(() => rt.close());

/** The contacts that a file becomes in an organisation of its own, with nothing mapped by hand. */
async function imported(file: string) {
  made += 1;
  const { owner } = await createTestOrganization(`Importer ${made}`);
  const end = await commitAndWait(owner, (await upload(owner, file)).id);
  expect(end).toMatchObject({ state: 'done', rowsRejected: 0 });
  return (await call(listContacts, owner, { sort: 'createdAt' })).data;
}

const always = ['firstName', 'lastName', 'company', 'jobTitle', 'email', 'phone', 'mobile'] as const;
const address = ['addressLine', 'city', 'region', 'postalCode', 'country'] as const;

describe('contacts written for another program come back through the importer', () => {
  it.each([
    ['HubSpot', 'crm/hubspot-contacts.csv', [...always, ...address, 'website', 'notes']],
    // Its organisations have one line for the whole address.
    ['Pipedrive', 'crm/pipedrive-contacts.csv', [...always, 'website', 'notes']],
    ['Salesforce', 'crm/salesforce-contacts.csv', [...always, ...address, 'notes']],
  ] as const)('%s', async (_program, path, fields) => {
    const found = await imported(archive.text(path));
    const byEmail = new Map(found.map((contact) => [contact.email, contact]));
    expect(byEmail.size).toBe(people.length);
    for (const person of people) {
      for (const field of fields) {
        const expected = (person as Partial<Record<string, string>>)[field] ?? null;
        expect(byEmail.get(person.email)?.[field], `${field} of ${person.email}`).toBe(expected);
      }
    }
  });
});

describe('an export of another program maps itself', () => {
  it('HubSpot: all contacts, with owner and associations', async () => {
    const [ada] = await imported(
      [
        '"Record ID","First Name","Last Name","Email","Phone Number","Mobile Phone Number","Contact owner","Lead Status","Job Title","City","State/Region","Postal Code","Country/Region","Website URL","Create Date","Associated Company","Associated Company IDs"',
        '"151","Ada","Lovelace","ada@example.com","+44 20 7946 0000","+44 7700 900000","Grace Hopper (grace@example.com)","Open","Engineer","London","Greater London","SW1Y 4JH","United Kingdom","https://ada.example.com","2026-01-05 09:12","Analytical Ltd","9001"',
      ].join('\r\n'),
    );
    expect(ada).toMatchObject({
      ...{ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com', company: 'Analytical Ltd' },
      ...{ mobile: '+44 7700 900000', region: 'Greater London', country: 'United Kingdom', jobTitle: 'Engineer' },
      customFields: expect.objectContaining({ 'Record ID': '151', 'Lead Status': 'Open' }),
    });
  });

  it('Pipedrive: people, with their organisation', async () => {
    const [ada] = await imported(
      [
        'Person - ID,Person - Name,Person - Label,Person - Organization,Person - Email - Work,Person - Email - Home,Person - Phone - Work,Person - Phone - Mobile,Person - Job title,Organization - Website',
        '7,Ada Lovelace,"Hot lead, Customer",Analytical Ltd,ada@example.com,,+44 20 7946 0000,+44 7700 900000,Engineer,https://analytical.example.com',
      ].join('\n'),
    );
    expect(ada).toMatchObject({
      ...{ firstName: 'Ada', lastName: 'Lovelace', company: 'Analytical Ltd', email: 'ada@example.com' },
      ...{ phone: '+44 20 7946 0000', mobile: '+44 7700 900000', jobTitle: 'Engineer' },
      ...{ tags: ['customer', 'hot lead'], website: 'https://analytical.example.com' },
    });
  });

  it('Salesforce: a report by labels, and the data export by names of the API', async () => {
    const expected = {
      ...{ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com', jobTitle: 'Engineer' },
      ...{ addressLine: '12 St James Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'United Kingdom' },
      ...{ phone: '+44 20 7946 0000', mobile: '+44 7700 900000' },
    };
    const values =
      'Ada,Lovelace,Engineer,12 St James Square,London,Greater London,SW1Y 4JH,United Kingdom,+44 20 7946 0000,+44 7700 900000,ada@example.com';
    const [report] = await imported(
      [
        'First Name,Last Name,Title,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country,Phone,Mobile,Email,Account Name',
        `${values},Analytical Ltd`,
      ].join('\n'),
    );
    expect(report).toMatchObject({ ...expected, company: 'Analytical Ltd' });
    const [exported] = await imported(
      [
        '"FirstName","LastName","Title","MailingStreet","MailingCity","MailingState","MailingPostalCode","MailingCountry","Phone","MobilePhone","Email","Id"',
        `${values},003000000000001AAA`,
      ].join('\n'),
    );
    expect(exported).toMatchObject({ ...expected, region: 'Greater London' });
  });
});
