import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { guessColumns } from '#lib/crm/import/guess-columns.ts';
import { mapRow } from '#lib/crm/import/map-row.ts';
import { projectRoot } from '../../support/data-folder.ts';

function mapped(headers: string): Record<string, string> {
  const columns = guessColumns((parse(headers) as string[][])[0] ?? []);
  return Object.fromEntries(
    columns.filter(({ target }) => target !== 'custom').map(({ header, target }) => [target, header]),
  );
}

describe('columns map themselves for', () => {
  test('us-500', () => {
    expect(mapped('first_name,last_name,company_name,address,city,county,state,zip,phone1,phone2,email,web')).toEqual({
      firstName: 'first_name',
      lastName: 'last_name',
      company: 'company_name',
      addressLine: 'address',
      city: 'city',
      county: 'county',
      region: 'state',
      postalCode: 'zip',
      phone: 'phone1',
      mobile: 'phone2',
      email: 'email',
      website: 'web',
    });
  });

  test('HubSpot', () => {
    expect(
      mapped(
        'Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Company Name,Job Title,Street Address,City,State/Region,Postal Code,Country/Region,Website URL,Lead Status,Create Date',
      ),
    ).toEqual({
      firstName: 'First Name',
      lastName: 'Last Name',
      email: 'Email',
      phone: 'Phone Number',
      mobile: 'Mobile Phone Number',
      company: 'Company Name',
      jobTitle: 'Job Title',
      addressLine: 'Street Address',
      city: 'City',
      region: 'State/Region',
      postalCode: 'Postal Code',
      country: 'Country/Region',
      website: 'Website URL',
    });
  });

  test('Pipedrive', () => {
    expect(
      mapped(
        'Person - ID,Person - Name,Person - Label,Person - Organization,Person - Email - Home,Person - Email - Work,Person - Email - Other,Person - Phone - Work,Person - Phone - Home,Person - Phone - Mobile,Person - Job title,Person - Postal address,Person - Owner',
      ),
    ).toEqual({
      fullName: 'Person - Name',
      tags: 'Person - Label',
      company: 'Person - Organization',
      email: 'Person - Email - Work',
      phone: 'Person - Phone - Work',
      mobile: 'Person - Phone - Mobile',
      jobTitle: 'Person - Job title',
      addressLine: 'Person - Postal address',
    });
  });

  test('Salesforce', () => {
    expect(
      mapped(
        'Salutation,First Name,Last Name,Title,Account Name,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country,Phone,Mobile,Fax,Email,Account Owner',
      ),
    ).toEqual({
      firstName: 'First Name',
      lastName: 'Last Name',
      jobTitle: 'Title',
      company: 'Account Name',
      addressLine: 'Mailing Street',
      city: 'Mailing City',
      region: 'Mailing State/Province',
      postalCode: 'Mailing Zip/Postal Code',
      country: 'Mailing Country',
      phone: 'Phone',
      mobile: 'Mobile',
      email: 'Email',
    });
  });

  test('Google Contacts', () => {
    expect(
      mapped(
        'First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Value,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Website 1 - Value',
      ),
    ).toEqual({
      firstName: 'First Name',
      lastName: 'Last Name',
      company: 'Organization Name',
      jobTitle: 'Organization Title',
      notes: 'Notes',
      tags: 'Labels',
      email: 'E-mail 1 - Value',
      phone: 'Phone 1 - Value',
      mobile: 'Phone 2 - Value',
      addressLine: 'Address 1 - Street',
      city: 'Address 1 - City',
      region: 'Address 1 - Region',
      postalCode: 'Address 1 - Postal Code',
      country: 'Address 1 - Country',
      website: 'Website 1 - Value',
    });
  });

  test('a file with first and last names leaves a full name out; without them the full name is taken', () => {
    expect(mapped('Name,First Name,Last Name')).toMatchObject({ ignore: 'Name', firstName: 'First Name' });
    expect(mapped('Full Name,Email')).toEqual({ fullName: 'Full Name', email: 'Email' });
  });

  test('our sample: every row becomes a contact', () => {
    const rows = parse(readFileSync(`${projectRoot}/public/samples/contacts-sample.csv`)) as string[][];
    const columns = guessColumns(rows[0] ?? []);
    expect(columns.filter((column) => column.target === 'custom').map((column) => column.header)).toEqual([
      'Referred by',
    ]);
    expect(rows).toHaveLength(26);
    for (const cells of rows.slice(1)) expect(mapRow(cells, columns).problems).toBeNull();
  });
});

describe('a row', () => {
  const row = (header: string, line: string) => {
    const columns = guessColumns((parse(header) as string[][])[0] ?? []);
    return mapRow((parse(line, { relax_column_count: true }) as string[][])[0] ?? [], columns);
  };

  test.each([
    ['Ana Lee', { firstName: 'Ana', lastName: 'Lee' }],
    ['Lee, Ana', { firstName: 'Ana', lastName: 'Lee' }],
    ['Ana Maria de la Cruz', { firstName: 'Ana Maria de la', lastName: 'Cruz' }],
    ['Prince', { firstName: 'Prince' }],
  ])('with the full name %j is split', (name, expected) => {
    expect(row('Name', `"${name}"`).contact).toEqual(expected);
  });

  test('takes the first of several values in one cell, and all labels', () => {
    expect(
      row('First Name,E-mail 1 - Value,Labels', 'Ana,a@example.com ::: b@example.com,* friends ::: * myContacts')
        .contact,
    ).toEqual({ firstName: 'Ana', email: 'a@example.com', tags: ['friends', 'mycontacts'] });
  });

  test('puts an address of several lines on one', () => {
    expect(row('Last Name,Mailing Street', 'Lee,"1 Main St\r\nSuite 5"').contact).toEqual({
      lastName: 'Lee',
      addressLine: '1 Main St, Suite 5',
    });
  });

  test('tells every problem it has, with its place', () => {
    expect(row('First Name,Email,Website,Zip', `Ana,nope,ftp://x.example,${'1'.repeat(30)}`).problems).toEqual([
      { column: 1, header: 'Email', target: 'email', message: 'Not an e-mail address' },
      { column: 2, header: 'Website', target: 'website', message: 'Not a web address (http or https)' },
      { column: 3, header: 'Zip', target: 'postalCode', message: 'At most 20 characters' },
    ]);
  });

  test('shorter than the header is complete; longer is refused unless what is too much is empty', () => {
    expect(row('First Name,Email', 'Ana').problems).toBeNull();
    expect(row('First Name,Email', 'Ana,,').problems).toBeNull();
    expect(row('First Name,Email', 'Ana,,x').problems).toMatchObject([{ column: null }]);
  });
});
