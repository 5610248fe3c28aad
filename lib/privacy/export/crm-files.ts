import type { SqlValue } from '../../platform/db/types.ts';
import { csvCell, formulaSafe } from './csv-rows.ts';

/*
 * Contacts and deals by the names that the importers of other programs map by themselves: docs/archive-format.md, section 5.
 * HubSpot: labels of its default properties and of its default pipeline's stages. Pipedrive: names of its import's fields.
 * Salesforce: field labels for contacts (Data Import Wizard), API names for opportunities (Data Loader; the wizard takes none).
 */

/** A value of the row by its name; null where there is none. */
type Read = (name: string) => string | null;

interface CrmColumn {
  readonly header: string;
  readonly value: (read: Read) => string | null;
}

export interface CrmFile {
  readonly path: string;
  readonly entity: 'contacts' | 'deals';
  readonly columns: readonly CrmColumn[];
}

const field =
  (name: string) =>
  (read: Read): string | null =>
    read(name);

/** The person, else the company, else the address: what a program that wants a name is given. */
function nameOf(read: Read): string | null {
  const person = [read('firstName'), read('lastName')].filter((part) => part !== null).join(' ');
  return person || read('company') || read('email');
}

function tagsOf(read: Read): string | null {
  const tags = JSON.parse(read('tags') ?? '[]') as string[];
  return tags.length === 0 ? null : tags.join(';');
}

/** In the currency's main unit, with as many decimals as it has. */
function amountOf(read: Read): string | null {
  const minor = read('amountMinor');
  if (minor === null) return null;
  const decimals = decimalsOf(read('currency') ?? 'USD');
  if (decimals === 0) return minor;
  const digits = minor.padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Asking costs more than writing a row, and there are few currencies. */
const decimalsKnown = new Map<string, number>();

function decimalsOf(currency: string): number {
  const known = decimalsKnown.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  decimalsKnown.set(currency, decimals);
  return decimals;
}

/** The day on which it was closed, or is expected to be. */
function closeDay(read: Read): string | null {
  return read('closedAt')?.slice(0, 10) ?? read('expectedCloseOn');
}

function stage(names: Readonly<Record<string, string>>): (read: Read) => string | null {
  return (read) => names[read('stage') ?? ''] ?? read('stage');
}

const columns = (pairs: Readonly<Record<string, (read: Read) => string | null>>): readonly CrmColumn[] =>
  Object.entries(pairs).map(([header, value]) => ({ header, value }));

export const crmFiles: readonly CrmFile[] = [
  {
    path: 'crm/hubspot-contacts.csv',
    entity: 'contacts',
    columns: columns({
      'First Name': field('firstName'),
      'Last Name': field('lastName'),
      Email: field('email'),
      'Phone Number': field('phone'),
      'Mobile Phone Number': field('mobile'),
      'Company Name': field('company'),
      'Job Title': field('jobTitle'),
      'Street Address': field('addressLine'),
      City: field('city'),
      'State/Region': field('region'),
      'Postal Code': field('postalCode'),
      'Country/Region': field('country'),
      'Website URL': field('website'),
      Message: field('notes'),
    }),
  },
  {
    path: 'crm/hubspot-deals.csv',
    entity: 'deals',
    columns: columns({
      'Deal Name': field('title'),
      Pipeline: () => 'Sales Pipeline',
      'Deal Stage': stage({
        lead: 'Appointment Scheduled',
        qualified: 'Qualified To Buy',
        proposal: 'Presentation Scheduled',
        negotiation: 'Contract Sent',
        won: 'Closed Won',
        lost: 'Closed Lost',
      }),
      Amount: amountOf,
      Currency: field('currency'),
      'Close Date': closeDay,
      'Deal Description': field('notes'),
      Email: field('contactEmail'),
    }),
  },
  {
    path: 'crm/pipedrive-contacts.csv',
    entity: 'contacts',
    columns: columns({
      'Person - Name': nameOf,
      'Person - First name': field('firstName'),
      'Person - Last name': field('lastName'),
      'Person - Email - Work': field('email'),
      'Person - Phone - Work': field('phone'),
      'Person - Phone - Mobile': field('mobile'),
      'Person - Job title': field('jobTitle'),
      'Person - Label': tagsOf,
      'Person - Note': field('notes'),
      'Organization - Name': field('company'),
      'Organization - Address': (read) =>
        ['addressLine', 'city', 'region', 'postalCode', 'country']
          .map(read)
          .filter((part) => part !== null)
          .join(', ') || null,
      'Organization - Website': field('website'),
    }),
  },
  {
    path: 'crm/pipedrive-deals.csv',
    entity: 'deals',
    columns: columns({
      'Deal - Title': field('title'),
      'Deal - Value': amountOf,
      'Deal - Currency': field('currency'),
      'Deal - Stage': stage({
        lead: 'Qualified',
        qualified: 'Contact Made',
        proposal: 'Proposal Made',
        negotiation: 'Negotiations Started',
        won: 'Negotiations Started',
        lost: 'Negotiations Started',
      }),
      'Deal - Status': (read) => (['won', 'lost'].includes(read('stage') ?? '') ? read('stage') : 'open'),
      'Deal - Expected close date': field('expectedCloseOn'),
      'Deal - Note': field('notes'),
      'Person - Name': field('contactName'),
      'Person - Email - Work': field('contactEmail'),
      'Organization - Name': field('contactCompany'),
    }),
  },
  {
    path: 'crm/salesforce-contacts.csv',
    entity: 'contacts',
    columns: columns({
      'First Name': (read) => (read('lastName') === null ? null : read('firstName')),
      // The one field without which no contact is taken.
      'Last Name': (read) => read('lastName') ?? nameOf(read),
      'Account Name': field('company'),
      Title: field('jobTitle'),
      Email: field('email'),
      Phone: field('phone'),
      Mobile: field('mobile'),
      'Mailing Street': field('addressLine'),
      'Mailing City': field('city'),
      'Mailing State/Province': field('region'),
      'Mailing Zip/Postal Code': field('postalCode'),
      'Mailing Country': field('country'),
      Description: field('notes'),
    }),
  },
  {
    path: 'crm/salesforce-deals.csv',
    entity: 'deals',
    columns: columns({
      Name: field('title'),
      StageName: stage({
        lead: 'Prospecting',
        qualified: 'Qualification',
        proposal: 'Proposal/Price Quote',
        negotiation: 'Negotiation/Review',
        won: 'Closed Won',
        lost: 'Closed Lost',
      }),
      // No opportunity is taken without one: where none is known, the day on which the deal last changed.
      CloseDate: (read) => closeDay(read) ?? read('updatedAt')?.slice(0, 10) ?? null,
      Amount: amountOf,
      CurrencyIsoCode: field('currency'),
      Description: field('notes'),
    }),
  },
];

/** What the files read, by name. */
const contactColumns = [
  'firstName',
  'lastName',
  'company',
  'jobTitle',
  'email',
  'phone',
  'mobile',
  'addressLine',
  'city',
  'region',
  'postalCode',
  'country',
  'website',
  'notes',
  'tags',
] as const;
const dealColumns = [
  'title',
  'stage',
  'amountMinor',
  'currency',
  'expectedCloseOn',
  'closedAt',
  'notes',
  'updatedAt',
] as const;

const named = (table: string, names: readonly string[]) => names.map((name) => `${table}."${name}"`).join(', ');

const sources = {
  contacts: {
    names: contactColumns as readonly string[],
    sql: `SELECT ${named('c', contactColumns)} FROM "Contact" c ORDER BY c."id"`,
  },
  deals: {
    names: [...dealColumns, 'contactName', 'contactEmail', 'contactCompany'] as readonly string[],
    sql: `SELECT ${named('d', dealColumns)},
        coalesce(nullif(trim(coalesce(c."firstName", '') || ' ' || coalesce(c."lastName", '')), ''), c."company", c."email"),
        c."email", c."company"
      FROM "Deal" d LEFT JOIN "Contact" c ON c."id" = d."contactId" ORDER BY d."id"`,
  },
} as const;

export function crmSql(file: CrmFile): string {
  return sources[file.entity].sql;
}

export function crmHeader(file: CrmFile): string {
  return `${file.columns.map(({ header }) => csvCell(header)).join(',')}\r\n`;
}

/** Writes rows of {@link crmSql} as lines of CSV. */
export function crmLines(file: CrmFile): (row: readonly SqlValue[]) => string {
  const places = new Map(sources[file.entity].names.map((name, index) => [name, index]));
  return (row) => {
    const read: Read = (name) => {
      const value = row[places.get(name) ?? -1] ?? null;
      return value === null ? null : String(value);
    };
    return `${file.columns.map(({ value }) => csvCell(importSafe(value(read)))).join(',')}\r\n`;
  };
}

/** Telephone numbers begin with a plus and are no formulas; importers want them as they are. */
const telephone = /^\+[\d\s().\-/]*$/;

function importSafe(text: string | null): string | null {
  return text === null || telephone.test(text) ? text : formulaSafe(text);
}
