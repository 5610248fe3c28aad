import { z } from 'zod';
import { askedCategories, consentLanguages } from '../consent/categories.ts';
import { ConsentServiceFields } from '../consent/settings-fields.ts';
import { cursorField, instant, pageLimit, pageOf, requiredLine, versionField } from '../platform/fields.ts';
import { StorefrontContent } from './content.ts';
import { hostField } from './host-name.ts';
import { storefrontSlugProblem } from './slug.ts';

export const storefrontStates = ['draft', 'published', 'unpublished'] as const;

const storefrontId = z.string().min(1).max(64);
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'Not a SHA-256 in hex');

const slugField = z
  .string()
  .superRefine((slug, ctx) => {
    const message = storefrontSlugProblem(slug);
    if (message !== null) ctx.addIssue({ code: 'custom', message });
  })
  .describe('The last part of the address; it stays as it is');

export const CreateStorefront = z.strictObject({
  name: requiredLine(80, 'A storefront needs a name'),
  slug: slugField,
  language: z.enum(consentLanguages).default('en'),
  content: StorefrontContent.optional().describe('What to begin with, in place of an empty page'),
});

export const StorefrontId = z.strictObject({ id: storefrontId });

export const UpdateStorefront = z.strictObject({
  id: storefrontId,
  version: versionField.optional().describe('Refuse the change if the storefront has another version by now'),
  draft: StorefrontContent.describe('The whole content'),
});

export const PublishStorefront = z.strictObject({
  id: storefrontId,
  version: versionField.optional().describe('Refuse to publish anything but this version'),
});

/** What keeps a draft from being published, at the place where it stands. */
export const StorefrontProblem = z.strictObject({
  path: z.string().describe('Such as `embeds.0.url`'),
  message: z.string(),
});

/** A storefront as the organisation sees it. */
export const Storefront = z.strictObject({
  id: z.string(),
  slug: z.string(),
  url: z.string().describe('Where visitors find it once it is published'),
  state: z.enum(storefrontStates),
  draft: StorefrontContent,
  published: StorefrontContent.nullable().describe('What visitors see, or saw last'),
  hasChanges: z.boolean().describe('Whether publishing would change what visitors see'),
  problems: z.array(StorefrontProblem).describe('What keeps the draft from being published'),
  asksAgain: z.boolean().describe('Whether publishing now asks visitors for their consent again'),
  publishedAt: instant.nullable(),
  createdBy: z.string(),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});

export const ListStorefronts = z.strictObject({ limit: pageLimit, cursor: cursorField.optional() });

/** One line of the list. */
export const StorefrontEntry = z.strictObject({
  id: z.string(),
  slug: z.string(),
  url: z.string(),
  name: z.string().describe('As the draft has it'),
  language: z.enum(consentLanguages),
  hero: z.string().nullable().describe('The id of an image'),
  heroAlt: z.string(),
  state: z.enum(storefrontStates),
  hasChanges: z.boolean(),
  publishedAt: instant.nullable(),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});

export const StorefrontPage = pageOf(StorefrontEntry).extend({
  quota: z.strictObject({
    used: z.int().describe('How many are published'),
    max: z.int().nullable().describe('How many the plan lets be published; null: as many as you like'),
  }),
});

export const ShowStorefront = z.strictObject({ storefrontId });

/** A published storefront as its page is made of it. */
export const ShownStorefront = z.strictObject({
  id: z.string(),
  slug: z.string(),
  organization: z.string(),
  organizationSlug: z.string(),
  url: z.string().describe('Its one address for search engines: on its own domain, where it has one'),
  content: StorefrontContent,
  publishedAt: instant,
  version: z.int(),
  policy: hash.describe('What visitors are asked now'),
  categories: z.array(z.enum(askedCategories)).describe('What they are asked for'),
  services: z.array(ConsentServiceFields).describe('Of the published consent settings'),
  askAgainDays: z.int().describe('Of the published consent settings'),
  keptDays: z.strictObject({ messages: z.int(), choices: z.int() }).describe('As the organisation keeps them'),
  images: z
    .array(
      z.strictObject({
        id: z.string(),
        contentType: z.string(),
        bytes: z.int(),
        width: z.int(),
        height: z.int(),
      }),
    )
    .describe('Those that the content uses'),
});

export const PreviewStorefront = z.strictObject({
  id: storefrontId,
  of: z.enum(['draft', 'published']).default('draft'),
  content: StorefrontContent.optional().describe('What is being edited, in place of what is kept'),
});

/** A storefront as its page is made of it, whether visitors may see that or not. */
export const PreviewedStorefront = ShownStorefront.omit({
  publishedAt: true,
  version: true,
  policy: true,
  categories: true,
});

export type PreviewedStorefrontOf = z.output<typeof PreviewedStorefront>;
export type ShownStorefrontOf = z.output<typeof ShownStorefront>;
export type StorefrontAnswer = z.output<typeof Storefront>;
export type StorefrontProblemOf = z.output<typeof StorefrontProblem>;

/** More is no storefront of anybody. */
export const domainsMax = 10;

/** Days for which a host whose record is gone goes on being served: DNS is moved by people, and people err. */
export const domainGraceDays = 7;

/** How a domain stands, and for what is wrong with it. */
export const domainStates = ['pending', 'verified', 'failing', 'failed'] as const;
export const domainProblems = ['no_record', 'other_record', 'no_answer', 'taken'] as const;

export const StorefrontDomain = z.strictObject({
  id: z.string(),
  storefrontId: z.string(),
  host: z.string().describe('As DNS has it: in ASCII'),
  state: z
    .enum(domainStates)
    .describe('`failing`: it is served until `servedUntil`, though its record is not found any more'),
  txtName: z.string().describe('Where the TXT record belongs'),
  txtValue: z.string().describe('What it has to say'),
  target: z.string().describe('Where the host itself has to lead, by CNAME, or by A and AAAA records of it'),
  problem: z.enum(domainProblems).nullable().describe('What the last look at DNS found'),
  checkedAt: instant.nullable(),
  verifiedAt: instant.nullable(),
  servedUntil: instant.nullable(),
  createdAt: instant,
});

export type StorefrontDomainAnswer = z.output<typeof StorefrontDomain>;

export const AddStorefrontDomain = z.strictObject({ id: storefrontId, host: hostField });
export const StorefrontDomains = z.strictObject({ data: z.array(StorefrontDomain) });
export const StorefrontDomainId = z.strictObject({ id: storefrontId, domainId: z.string().min(1).max(64) });
