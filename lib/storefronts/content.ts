import { z } from 'zod';
import { consentLanguages } from '../consent/categories.ts';
import { linkField, unique } from '../consent/settings-fields.ts';
import { emailField, line, maybe, paragraphs, requiredLine } from '../platform/fields.ts';

/**
 * What a storefront shows: the one shape of its draft and of what visitors see. No Node imports: the editor uses it too.
 * Texts named `…Markup` are a small part of CommonMark (paragraphs, headings, lists, emphasis, links) and never HTML; all
 * others are plain text.
 */

const imageId = z
  .string()
  .regex(/^img_[0-9A-Za-z]{1,40}$/, 'Not the id of an image')
  .nullable();
const alt = line(200).describe('What the image shows, for those who do not see it; empty when it only adorns');
const markup = (charsMax: number) => paragraphs(charsMax);
const optionalLine = (charsMax: number) => maybe(line(charsMax));
const pageLink = z.strictObject({ label: requiredLine(60, 'Say where it leads'), url: linkField }).nullable();

export const cardsMax = 24;
export const embedsMax = 12;

export const StorefrontThemeFields = z.strictObject({
  brand: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'A colour such as #1d4ed8')
    .transform((text) => text.toLowerCase())
    .pipe(z.string()),
  scheme: z.enum(['auto', 'light', 'dark']),
  layout: z.enum(['wide', 'narrow']).describe('How much of a large screen the page takes'),
});

/** A product or an offer. */
export const CardFields = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'Small letters, digits and hyphens'),
  title: requiredLine(100, 'A card needs a title'),
  text: paragraphs(600),
  price: optionalLine(60).describe('As it should be read, such as “from €49 a month”'),
  image: imageId,
  imageAlt: alt,
  link: pageLink,
});

/** A program or frame of others on the page. It waits for the consent that its service waits for. */
export const EmbedFields = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'Small letters, digits and hyphens'),
  kind: z.enum(['script', 'frame']),
  title: requiredLine(100, 'Say what it is').describe('Read to those who do not see a frame'),
  service: z.string().max(64).describe('The id of a service of the consent settings, which names its host'),
  url: linkField,
});

export const ContactFormFields = z.strictObject({
  shown: z.boolean(),
  title: line(100),
  intro: paragraphs(600),
  phone: z.boolean().describe('Whether a telephone number is asked for'),
  company: z.boolean().describe('Whether a company is asked for'),
  notify: maybe(emailField).describe('Who is told of a message; null: the owners and admins'),
});

/** What a business must say of itself: directive 2000/31/EC, article 5; in Germany, DDG, section 5. */
export const ImprintFields = z.strictObject({
  name: optionalLine(200),
  representative: optionalLine(200),
  address: paragraphs(400),
  email: maybe(emailField),
  phone: optionalLine(60),
  register: optionalLine(200).describe('Court and number of registration'),
  vatId: optionalLine(40),
  responsible: optionalLine(200).describe('Who answers for the content'),
  moreMarkup: markup(10_000),
});

export const StorefrontContent = z.strictObject({
  name: requiredLine(80, 'A storefront needs a name'),
  tagline: line(160),
  language: z.enum(consentLanguages),
  theme: StorefrontThemeFields,
  hero: z.strictObject({ image: imageId, alt }),
  textMarkup: markup(20_000),
  cardsTitle: line(100),
  cards: z
    .array(CardFields)
    .max(cardsMax, `At most ${cardsMax} cards`)
    .refine((cards) => unique(cards.map(({ id }) => id)), 'Two cards of the same id'),
  embeds: z
    .array(EmbedFields)
    .max(embedsMax, `At most ${embedsMax} embeds`)
    .refine((embeds) => unique(embeds.map(({ id }) => id)), 'Two embeds of the same id'),
  contact: ContactFormFields,
  details: z.strictObject({
    address: paragraphs(400),
    email: maybe(emailField),
    phone: optionalLine(60),
    hours: paragraphs(400),
  }),
  privacyMarkup: markup(40_000).describe('Empty: a text made of what the storefront does with data'),
  imprint: ImprintFields,
});

export type StorefrontContentOf = z.output<typeof StorefrontContent>;

/** Where every storefront begins. */
export function newStorefrontContent(name: string, language: StorefrontContentOf['language']): StorefrontContentOf {
  return {
    name,
    tagline: '',
    language,
    theme: { brand: '#1d4ed8', scheme: 'auto', layout: 'wide' },
    hero: { image: null, alt: '' },
    textMarkup: '',
    cardsTitle: '',
    cards: [],
    embeds: [],
    contact: { shown: true, title: '', intro: '', phone: false, company: false, notify: null },
    details: { address: '', email: null, phone: null, hours: '' },
    privacyMarkup: '',
    imprint: {
      name: null,
      representative: null,
      address: '',
      email: null,
      phone: null,
      register: null,
      vatId: null,
      responsible: null,
      moreMarkup: '',
    },
  };
}
