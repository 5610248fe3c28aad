import type { ContactAnswer } from './schema.ts';
import type { ContactRow } from './store.ts';

/** A contact as it leaves the product. */
export function presentContact(row: ContactRow): ContactAnswer {
  return {
    id: row.id,
    firstName: row.firstName,
    lastName: row.lastName,
    company: row.company,
    jobTitle: row.jobTitle,
    email: row.email,
    phone: row.phone,
    mobile: row.mobile,
    addressLine: row.addressLine,
    city: row.city,
    county: row.county,
    region: row.region,
    postalCode: row.postalCode,
    country: row.country,
    website: row.website,
    notes: row.notes,
    tags: storedTags(row.tags),
    customFields: storedCustomFields(row.customFields),
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

export function storedTags(text: string): string[] {
  return text === '[]' ? [] : (JSON.parse(text) as string[]);
}

export function storedCustomFields(text: string): Record<string, string> {
  return text === '{}' ? {} : (JSON.parse(text) as Record<string, string>);
}
