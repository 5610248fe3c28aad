import type { ImportTarget } from './schema.ts';

/**
 * What the columns of well-known exports are called: Holdfast's own, the us-500 sample, HubSpot, Pipedrive, Salesforce,
 * Google Contacts, Outlook. Names are compared without case, spaces and punctuation. Where a file has several columns
 * for one field, the name that stands first here wins.
 */
const names: Readonly<Partial<Record<ImportTarget, readonly string[]>>> = {
  firstName: ['First Name', 'Given Name', 'Forename', 'First'],
  lastName: ['Last Name', 'Family Name', 'Surname', 'Last'],
  fullName: ['Name', 'Full Name', 'Contact Name', 'Display Name', 'Contact'],
  company: [
    'Company',
    'Company Name',
    'Account Name',
    'Company / Account',
    'Account.Name',
    'Organization',
    'Organisation',
    'Organization Name',
    'Organization 1 - Name',
    'Associated Company',
    'Primary Associated Company',
    'Employer',
  ],
  jobTitle: ['Job Title', 'Title', 'Organization Title', 'Organization 1 - Title', 'Position', 'Role'],
  email: [
    'Email',
    'E-mail Address',
    'Email Address',
    'Work Email',
    'Email - Work',
    'E-mail 1 - Value',
    'Primary Email',
    'Email - Home',
    'Email - Other',
    'Email 1',
  ],
  phone: [
    'Phone',
    'Phone Number',
    'Phone 1',
    'Telephone',
    'Work Phone',
    'Business Phone',
    'Phone - Work',
    'Phone 1 - Value',
    'Primary Phone',
    'Phone - Home',
    'Home Phone',
    'Phone - Other',
  ],
  mobile: [
    'Mobile',
    'Mobile Phone',
    'Mobile Phone Number',
    'Mobile Number',
    'Cell',
    'Cell Phone',
    'Phone - Mobile',
    'Phone 2',
    'Phone 2 - Value',
  ],
  addressLine: [
    'Address Line',
    'Address',
    'Street Address',
    'Street',
    'Address 1',
    'Mailing Street',
    'Mailing Address',
    'Postal Address',
    'Business Street',
    'Address 1 - Street',
    'Organization - Address',
  ],
  city: ['City', 'Town', 'Mailing City', 'Business City', 'Address 1 - City', 'Locality'],
  county: ['County', 'District'],
  region: [
    'Region',
    'State',
    'State/Region',
    'State/Province',
    'Province',
    'Mailing State/Province',
    'Mailing State',
    'Business State',
    'Address 1 - Region',
  ],
  postalCode: [
    'Postal Code',
    'Zip',
    'Zip Code',
    'Zip/Postal Code',
    'Postcode',
    'Mailing Zip/Postal Code',
    'Mailing Postal Code',
    'Mailing Zip',
    'Business Postal Code',
    'Address 1 - Postal Code',
  ],
  country: [
    'Country',
    'Country/Region',
    'Mailing Country',
    'Business Country/Region',
    'Business Country',
    'Address 1 - Country',
  ],
  website: [
    'Website',
    'Website URL',
    'Web',
    'Web Page',
    'Web Site',
    'URL',
    'Homepage',
    'Website 1 - Value',
    'Organization - Website',
    'Account.Website',
  ],
  tags: ['Tags', 'Tag', 'Labels', 'Label', 'Groups', 'Group Membership', 'Categories'],
  notes: ['Notes', 'Note', 'Description', 'Contact Description', 'Comments', 'Contact Notes', 'Message'],
  // Ours, in the file of rejected rows: it can be corrected and uploaded as it is.
  ignore: ['Holdfast row', 'Holdfast problems'],
};

export interface KnownHeader {
  readonly target: ImportTarget;
  /** Lower goes first when several columns are for one field. */
  readonly rank: number;
}

/** The field that a column of this name is for, if it is a name that we know. */
export function knownHeader(header: string): KnownHeader | undefined {
  const folded = foldedHeader(header);
  return known.get(folded) ?? known.get(folded.replace(/^(?:person|contact|primary)/, ''));
}

const known: ReadonlyMap<string, KnownHeader> = new Map(
  Object.entries(names).flatMap(([target, list]) =>
    list.map((name, rank) => [foldedHeader(name), { target: target as ImportTarget, rank }] as const),
  ),
);

function foldedHeader(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
