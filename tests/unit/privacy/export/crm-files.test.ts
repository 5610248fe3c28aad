import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { knownHeader } from '#lib/crm/import/header-names.ts';
import { crmFiles, crmHeader, crmLines } from '#lib/privacy/export/crm-files.ts';

const fileOf = (path: string) => crmFiles.find((file) => file.path === path) ?? expect.fail(path);

const row = (path: string, values: readonly (string | number | null)[]): Record<string, string> => {
  const file = fileOf(path);
  const [found = {}] = parse(crmHeader(file) + crmLines(file)(values), { columns: true }) as Record<string, string>[];
  return found;
};

const contact = (over: Partial<Record<string, string | null>> = {}) => {
  const values = {
    firstName: 'Ada',
    lastName: 'Lovelace',
    company: 'Engines',
    jobTitle: 'Analyst',
    email: 'ada@example.com',
    phone: '+44 20 7946 0958',
    mobile: null,
    addressLine: '1 Street',
    city: 'London',
    region: null,
    postalCode: 'N1',
    country: 'UK',
    website: null,
    notes: '=1+1',
    tags: '["a","b"]',
    ...over,
  };
  return Object.values(values);
};

const deal = (over: Partial<Record<string, string | number | null>> = {}) =>
  Object.values({
    title: 'Offer',
    stage: 'won',
    amountMinor: 5,
    currency: 'EUR',
    expectedCloseOn: null,
    closedAt: '2026-11-01T09:00:00.000Z',
    notes: null,
    updatedAt: '2026-11-02T09:00:00.000Z',
    contactName: 'Ada Lovelace',
    contactEmail: 'ada@example.com',
    contactCompany: 'Engines',
    ...over,
  });

describe('contacts for other CRMs', () => {
  it.each(['crm/hubspot-contacts.csv', 'crm/salesforce-contacts.csv'])(
    '%s comes back through our own import',
    (path) => {
      const targets = fileOf(path).columns.map(({ header }) => knownHeader(header)?.target);
      expect(targets).not.toContain(undefined);
      for (const target of [
        'lastName',
        'email',
        'phone',
        'company',
        'city',
        'postalCode',
        'country',
        'notes',
      ] as const) {
        expect(
          targets.filter((each) => each === target),
          target,
        ).toHaveLength(1);
      }
    },
  );

  it('keep telephone numbers as they are, and nothing else that a spreadsheet would run', () => {
    const found = row('crm/hubspot-contacts.csv', contact());
    expect(found['Phone Number']).toBe('+44 20 7946 0958');
    expect(found.Message).toBe("'=1+1");
    expect(row('crm/hubspot-contacts.csv', contact({ phone: '+1+cmd' }))['Phone Number']).toBe("'+1+cmd");
  });

  it('have the name that each program asks for', () => {
    const nameless = contact({ firstName: null, lastName: null });
    expect(row('crm/salesforce-contacts.csv', nameless)['Last Name']).toBe('Engines');
    expect(row('crm/salesforce-contacts.csv', contact({ lastName: null }))).toMatchObject({
      'First Name': '',
      'Last Name': 'Ada',
    });
    expect(row('crm/pipedrive-contacts.csv', contact())).toMatchObject({
      'Person - Name': 'Ada Lovelace',
      'Person - Label': 'a;b',
    });
  });
});

describe('deals for other CRMs', () => {
  it('say amounts in the main unit, with as many decimals as the currency has', () => {
    const amount = (minor: number, currency: string) =>
      row('crm/hubspot-deals.csv', deal({ amountMinor: minor, currency })).Amount;
    expect(amount(5, 'EUR')).toBe('0.05');
    expect(amount(123_456, 'USD')).toBe('1234.56');
    expect(amount(500, 'JPY')).toBe('500');
    expect(amount(1_234, 'KWD')).toBe('1.234');
    expect(row('crm/hubspot-deals.csv', deal({ amountMinor: null, currency: null })).Amount).toBe('');
  });

  it('use the stages that the programs come with, and the day that Salesforce insists on', () => {
    expect(row('crm/hubspot-deals.csv', deal())).toMatchObject({
      'Deal Stage': 'Closed Won',
      Pipeline: 'Sales Pipeline',
    });
    expect(row('crm/pipedrive-deals.csv', deal({ stage: 'lead' }))).toMatchObject({ 'Deal - Status': 'open' });
    expect(row('crm/salesforce-deals.csv', deal({ closedAt: null }))).toMatchObject({
      CloseDate: '2026-11-02',
      StageName: 'Closed Won',
    });
  });
});
