import { z } from 'zod';
import { cursorField, instant, instantField, pageLimit, pageOf, versionField } from '../platform/fields.ts';
import {
  type AskedCategory,
  askedCategories,
  type BannerConfig,
  type BannerTexts,
  consentLanguages,
  consentMethods,
  type RecordedChoice,
} from './categories.ts';
import { ConsentServiceFields, linkField, TextOverrides, unique } from './settings-fields.ts';

const languageField = z.enum(consentLanguages);
const categoryField = z.enum(askedCategories);
const hashField = z.string().regex(/^[0-9a-f]{64}$/, 'Not a SHA-256 in hex');
const storefrontId = z.string().min(1).max(64);
const slugField = z.string().min(1).max(64).describe('What stands in the address of the storefront');

/** More is no table that a visitor could read. */
export const servicesMax = 60;

export const BannerThemeFields = z.strictObject({
  brand: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'A colour such as #1d4ed8')
    .transform((text) => text.toLowerCase())
    .pipe(z.string()),
  position: z.enum(['bottom', 'bottom-left', 'bottom-right']),
  scheme: z.enum(['auto', 'light', 'dark']),
});

const daysWords = 'From 1 to 365 days';

/** What an organisation says about consent on a storefront, and on the sites that carry its tag. */
export const ConsentSettings = z
  .strictObject({
    categories: z
      .array(categoryField)
      .min(1, 'Ask for one at least')
      .refine(unique, 'The same category twice')
      .transform(inOrder)
      .pipe(z.array(categoryField))
      .describe('What visitors are asked for'),
    services: z
      .array(ConsentServiceFields)
      .max(servicesMax, `At most ${servicesMax} services`)
      .refine((services) => unique(services.map(({ id }) => id)), 'Two services of the same id'),
    languages: z.array(languageField).min(1, 'Offer one at least').refine(unique, 'The same language twice'),
    texts: z.partialRecord(languageField, TextOverrides).describe('Own words in place of the usual ones'),
    theme: BannerThemeFields,
    consentMode: z.boolean().describe('Whether Google Consent Mode v2 is spoken'),
    gpc: z
      .array(categoryField)
      .refine(unique, 'The same category twice')
      .transform(inOrder)
      .pipe(z.array(categoryField))
      .describe('What Global Privacy Control is taken as a no to'),
    askAgainDays: z.int(daysWords).min(1, daysWords).max(365, daysWords),
    privacyUrl: linkField.nullable().describe('Null: the storefront’s own page'),
    imprintUrl: linkField.nullable().describe('Null: the storefront’s own page'),
  })
  .superRefine(({ categories, services, languages, texts, gpc }, ctx) => {
    const asked = new Set<AskedCategory>(categories);
    services.forEach(({ category }, index) => {
      if (asked.has(category)) return;
      const path = ['services', index, 'category'];
      ctx.addIssue({ code: 'custom', path, message: 'Visitors are not asked for this category' });
    });
    gpc.forEach((category, index) => {
      if (asked.has(category)) return;
      ctx.addIssue({ code: 'custom', path: ['gpc', index], message: 'Visitors are not asked for this category' });
    });
    for (const language of Object.keys(texts)) {
      if (languages.some((offered) => offered === language)) continue;
      ctx.addIssue({ code: 'custom', path: ['texts', language], message: 'This language is not offered' });
    }
  });

export type ConsentSettingsOf = z.output<typeof ConsentSettings>;

/** Categories in the order in which visitors are asked, so that the same choice of them is the same policy. */
function inOrder(categories: readonly AskedCategory[]): AskedCategory[] {
  return askedCategories.filter((name) => categories.includes(name));
}

/** Where every storefront begins: all is asked for, nothing is used, and who sends GPC has said no to all. */
export const consentDefaults: ConsentSettingsOf = {
  categories: [...askedCategories],
  services: [],
  languages: [...consentLanguages],
  texts: {},
  theme: { brand: '#1d4ed8', position: 'bottom', scheme: 'auto' },
  consentMode: true,
  gpc: [...askedCategories],
  askAgainDays: 180,
  privacyUrl: null,
  imprintUrl: null,
};

/** What the column `consent` of a storefront holds. */
export const StoredConsent = z.strictObject({ draft: ConsentSettings, published: ConsentSettings.nullable() });

export type StoredConsentOf = z.output<typeof StoredConsent>;

/** The column of a new storefront. */
export const newStoredConsent: StoredConsentOf = { draft: consentDefaults, published: null };

/**
 * Exactly what visitors are asked, in every language, as canonical JSON (RFC 8785): its SHA-256 names it. Colours and place
 * of the banner are no part of what somebody agrees to, so that a new colour asks nobody again. CLAIMS G10.
 */
export interface PolicySnapshot {
  readonly version: 1;
  readonly storefront: { readonly id: string; readonly slug: string; readonly name: string };
  /** Who asks. */
  readonly organization: string;
  readonly categories: readonly AskedCategory[];
  readonly services: BannerConfig['services'];
  readonly gpc: readonly AskedCategory[];
  readonly privacyUrl: string;
  readonly imprintUrl: string;
  readonly texts: Readonly<Partial<Record<(typeof consentLanguages)[number], BannerTexts>>>;
}

const choicesField = z.partialRecord(categoryField, z.boolean());

/** Body of `POST /consents`. */
export const RecordConsent = z.strictObject({
  storefront: slugField,
  policy: hashField.describe('What was asked'),
  consentId: z.string().max(64).optional().describe('Of an earlier choice of this browser'),
  choices: choicesField.describe('A yes or no to each category that was asked for'),
  method: z.enum(consentMethods),
  language: languageField.describe('In which it was asked'),
  onceKey: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'Not 128 bits in hex')
    .describe(
      'Random, of a source fit for keys. A choice that is sent again with it is answered, and not recorded again',
    ),
}) satisfies z.ZodType<RecordedChoice>;

export const ConsentRecorded = z.strictObject({
  consentId: z.string().describe('Opens the visitor’s choices: whoever has it can read, withdraw and delete them'),
  id: z.string(),
  at: instant,
  url: z.string().describe('Where the visitor sees what was asked and chosen'),
});

export const ReadBannerConfig = z.strictObject({
  slug: slugField,
  language: z
    .string()
    .max(200)
    .optional()
    .describe('Languages in order of preference, parted by commas: the first that is offered is answered'),
});

const bannerTexts = z.custom<BannerTexts>((value) => typeof value === 'object' && value !== null);

export const BannerConfigAnswer: z.ZodType<BannerConfig> = z.strictObject({
  storefront: z.string(),
  policy: hashField.describe('SHA-256 of what is asked; another one asks again'),
  language: languageField,
  texts: bannerTexts.meta({ type: 'object', description: 'What the banner says' }),
  categories: z.array(categoryField),
  services: z.array(ConsentServiceFields),
  theme: BannerThemeFields,
  consentMode: z.boolean(),
  gpc: z.array(categoryField),
  gpcSent: z.boolean().optional().describe('Whether this request carried `Sec-GPC: 1`'),
  askAgainDays: z.number().int(),
  privacyUrl: z.string().nullable(),
  imprintUrl: z.string().nullable(),
});

export const ReadConsentSettings = z.strictObject({ id: storefrontId });

export const ConsentSettingsAnswer = z.strictObject({
  id: z.string().describe('The id of the storefront'),
  slug: z.string(),
  name: z.string().describe('What its published page is called, or its draft until then'),
  state: z.enum(['draft', 'published', 'unpublished']).describe('Visitors are asked where it is published'),
  scriptUrl: z.string().describe('The banner’s script, for the tag of other sites'),
  draft: ConsentSettings,
  published: ConsentSettings.nullable().describe('Null until they were first published'),
  policy: hashField.nullable().describe('What visitors are asked about now'),
  policySince: instant.nullable(),
  asksAgain: z.boolean().describe('Whether publishing the draft asks visitors again'),
  version: z.number().int(),
});

export const UpdateConsentSettings = z.strictObject({
  id: storefrontId,
  settings: ConsentSettings,
  version: versionField.optional(),
});

export const PublishConsentSettings = z.strictObject({
  id: storefrontId,
  version: versionField.optional().describe('Of the draft that was looked at'),
});

/** One choice, as the organisation sees it. The consent id is the visitor's own key to it and is not shown whole. */
export const ConsentEntry = z.strictObject({
  id: z.string(),
  visitor: z.string().describe('The same for all choices of one browser; opens nothing'),
  storefrontId: z.string(),
  policy: hashField,
  choices: choicesField,
  method: z.enum(consentMethods),
  language: languageField,
  at: instant,
  userAgent: z.string().nullable(),
  origin: z.string(),
  contactId: z.string().nullable(),
});

export const ReadConsent = z.strictObject({ id: z.string().min(1).max(64) });

const filters = {
  storefront: storefrontId.optional().describe('The id of a storefront'),
  method: z.enum(consentMethods).optional(),
  language: languageField.optional(),
  from: instantField.optional().describe('From this time on'),
  until: instantField.optional().describe('Before this time'),
};

export const ListConsents = z.strictObject({ ...filters, limit: pageLimit, cursor: cursorField.optional() });

export const ConsentPage = pageOf(ConsentEntry);

export const ExportConsents = z.strictObject({
  storefront: filters.storefront,
  from: filters.from,
  until: filters.until,
});

export const ReadConsentPolicy = z.strictObject({ hash: hashField });

export const ReadConsentStatistics = z.strictObject({
  storefront: filters.storefront,
  days: z.coerce.number().int().min(1).max(366).default(30),
});

const counts = z.strictObject({
  accept_all: z.number().int(),
  reject_all: z.number().int(),
  custom: z.number().int(),
  gpc: z.number().int(),
  withdraw: z.number().int(),
});

export const ConsentStatistics = z.strictObject({
  total: counts,
  days: z.array(z.strictObject({ day: z.iso.date(), counts })).describe('Every day of the period, also the empty ones'),
  languages: z.array(z.strictObject({ language: languageField, counts })),
});

const tag = hashField.describe('The digest of the visitor’s id');

/** Between the public door and the organisation. */
export const ShowBanner = z.strictObject({ id: storefrontId, language: z.string().max(200).optional() });

export const TakeConsent = z.strictObject({
  storefrontId,
  onceTag: tag.describe('The digest of the once-key'),
  policy: hashField,
  givenTag: tag.nullable(),
  newTag: tag,
  choices: choicesField,
  method: z.enum(consentMethods),
  language: languageField,
  userAgent: z.string().max(100).nullable(),
  origin: z.string().max(300),
});

export const ConsentTaken = z.strictObject({
  id: z.string(),
  at: instant,
  known: z.boolean().describe('Whether it goes on with the id that was given'),
});

export const ConsentTakenBack = z.strictObject({
  id: z.string(),
  at: instant,
  askAgainDays: z.number().int().describe('For how long the visitor is not asked again'),
});

export const TaggedConsents = z.strictObject({ storefrontId, tag });

export const ProveTaggedConsent = TaggedConsents.extend({ id: z.string().max(64).optional() });

export const TakeBackConsent = TaggedConsents.extend({
  origin: z.string().max(300),
  userAgent: z.string().max(100).nullable(),
});

/** What opens a visitor's choices. */
export const ConsentKey = z.strictObject({
  storefront: slugField,
  consentId: z.string().min(1).max(64).describe('As the banner was given it'),
});

export const ProveConsent = ConsentKey.extend({
  id: z.string().min(1).max(64).optional().describe('The id of one of the choices; the last one when it is left out'),
});

export const OwnConsent = z.strictObject({
  id: z.string(),
  policy: hashField,
  choices: choicesField,
  method: z.enum(consentMethods),
  language: languageField,
  at: instant,
  userAgent: z.string().nullable().describe('Browser and system by name; nothing else is kept of the program'),
  origin: z.string(),
  linked: z.boolean().describe('Whether it was linked to what the visitor sent by a form'),
});

export const OwnConsents = z.strictObject({
  organization: z.string(),
  choices: z.array(OwnConsent).describe('Newest first'),
  policies: z
    .array(
      z.strictObject({
        policy: hashField,
        since: instant,
        storefront: z.strictObject({ id: z.string(), slug: z.string(), name: z.string() }),
        organization: z.string(),
        categories: z.array(categoryField),
        services: z.array(ConsentServiceFields),
        gpc: z.array(categoryField),
        privacyUrl: z.string(),
        imprintUrl: z.string(),
        texts: z.partialRecord(languageField, bannerTexts).meta({ type: 'object' }),
      }),
    )
    .describe('What was asked, word for word, in the languages in which it was asked'),
});

export const ConsentWithdrawn = z.strictObject({ id: z.string(), at: instant });

export const ConsentsDeleted = z.strictObject({ deleted: z.number().int() });
