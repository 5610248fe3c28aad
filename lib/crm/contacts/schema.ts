import { z } from 'zod';
import {
  cursorField,
  emailField,
  folded,
  instant,
  line,
  maybe,
  pageLimit,
  pageOf,
  paragraphs,
  requiredLine,
  searchField,
  sortNames,
  versionField,
  websiteField,
} from '../../platform/fields.ts';

export const tagsMax = 50;
export const customFieldsMax = 50;
export const customFieldNameCharsMax = 80;
export const customFieldCharsMax = 2_000;

/** The text fields of a contact, in the order in which people read them. */
const textFields = {
  firstName: maybe(line(100)),
  lastName: maybe(line(100)),
  company: maybe(line(200)),
  jobTitle: maybe(line(200)),
  email: maybe(emailField),
  phone: maybe(line(50)),
  mobile: maybe(line(50)),
  addressLine: maybe(line(300)),
  city: maybe(line(100)),
  county: maybe(line(100)),
  region: maybe(line(100)),
  postalCode: maybe(line(20)),
  country: maybe(line(100)),
  website: maybe(websiteField),
  notes: maybe(paragraphs(20_000)),
};

export type ContactTextField = keyof typeof textFields;

export const contactTextFields = Object.keys(textFields) as readonly ContactTextField[];

/** The check of one text field, for forms and for the cells of an import. */
export const contactTextSchemas: Readonly<Record<ContactTextField, z.ZodType<string | null>>> = textFields;

/** A label: lower case, without commas, so that a list of them can be written with commas. */
export const tagField = requiredLine(50, 'A tag cannot be empty')
  .refine((tag) => !/[,;"\\]/.test(tag), 'A tag holds no comma, semicolon, quote or backslash')
  .transform((tag) => tag.toLowerCase());

export const tagsField = z
  .array(tagField)
  .transform((tags) => [...new Set(tags)].sort())
  .refine((tags) => tags.length <= tagsMax, `At most ${tagsMax} tags`);

export const customFieldName = requiredLine(customFieldNameCharsMax, 'A custom field needs a name').refine(
  (name) => name !== '__proto__',
  'This name is reserved',
);
export const customFieldValue = line(customFieldCharsMax);

const someOfThem = 'Give at least a name, a company or an e-mail address';

/** What makes a contact findable: without any of these nobody could tell whom a record is about. */
const identifying = ['firstName', 'lastName', 'company', 'email'] as const satisfies readonly ContactTextField[];

export function isIdentifiable(
  contact: Partial<Record<(typeof identifying)[number], string | null | undefined>>,
): boolean {
  return identifying.some((name) => typeof contact[name] === 'string' && contact[name] !== '');
}

export const identifiableProblem = { path: 'firstName', message: someOfThem } as const;

const optionalText = Object.fromEntries(
  Object.entries(textFields).map(([name, schema]) => [name, schema.optional()]),
) as { [Name in ContactTextField]: z.ZodOptional<(typeof textFields)[Name]> };

export const CreateContact = z
  .strictObject({
    ...optionalText,
    tags: tagsField.optional(),
    customFields: z
      .record(customFieldName, customFieldValue)
      .refine((fields) => Object.keys(fields).length <= customFieldsMax, `At most ${customFieldsMax} custom fields`)
      .optional(),
  })
  .superRefine((contact, ctx) => {
    if (!isIdentifiable(contact)) ctx.addIssue({ code: 'custom', path: ['firstName'], message: someOfThem });
  });

export const ContactId = z.strictObject({ id: z.string().max(64) });

/** Fields that are not named stay as they are; null or an empty text removes a value. */
export const UpdateContact = z.strictObject({
  id: z.string().max(64),
  version: versionField.optional().describe('Refuse the change if the contact has another version by now'),
  ...optionalText,
  tags: tagsField.optional().describe('Replaces all tags'),
  customFields: z
    .record(customFieldName, customFieldValue.nullable())
    .optional()
    .describe('Merged into the custom fields; null or an empty text removes one'),
});

export const contactSorts = ['name', 'company', 'email', 'createdAt', 'updatedAt'] as const;

export const ListContacts = z.strictObject({
  q: searchField.optional().describe('Finds any part of a name, company, e-mail address, phone number or city'),
  tag: tagField.optional(),
  company: line(200).optional().describe('Exactly this company'),
  city: line(100).optional().describe('Exactly this city'),
  email: emailField.optional().describe('Exactly this address'),
  sort: z.enum(sortNames(contactSorts)).default('name').describe('A leading minus turns the order around'),
  limit: pageLimit,
  cursor: cursorField.optional(),
});

const nullableText = Object.fromEntries(contactTextFields.map((name) => [name, z.string().nullable()])) as Record<
  ContactTextField,
  z.ZodNullable<z.ZodString>
>;

/** A contact as it is answered. */
export const Contact = z.strictObject({
  id: z.string(),
  ...nullableText,
  tags: z.array(z.string()),
  customFields: z.record(z.string(), z.string()),
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
});

export const ContactPage = pageOf(Contact);

export type ContactFields = z.output<typeof CreateContact>;
export type ContactAnswer = z.output<typeof Contact>;

/** "last first company", without case and accents: the order in which contacts are listed by name. */
export function sortNameOf(contact: Partial<Record<ContactTextField, string | null | undefined>>): string {
  const parts = [contact.lastName, contact.firstName, contact.company, contact.email];
  return folded(parts.filter((part) => typeof part === 'string' && part !== '').join(' '));
}
