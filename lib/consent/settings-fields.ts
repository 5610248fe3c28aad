import { z } from 'zod';

import { askedCategories, type BannerTexts, type ConsentService, consentCookie } from './categories.ts';
import { requiredLine, requiredParagraphs } from './text-fields.ts';

/** The parts that consent settings are made of. No Node imports: the console's form uses them too. */

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** A host, or `*.` and a host: at least two labels, the last no number, so that no address and no whole ending is named. */
const hostGrammar = new RegExp(`^(?:\\*\\.)?(?:${label}\\.)+(?=[a-z0-9-]*[a-z])${label}$`);
/** A cookie's name (RFC 6265, section 4.1.1: a token), with `*` at the end for anything. */
const cookieGrammar = /^[A-Za-z0-9!#$%&'+.^_`|~-]{1,128}\*?$/;

/** Where a service is loaded from and what it talks to. In lower case, as browsers write hosts. */
export const hostField = z
  .string()
  .max(255, 'At most 255 characters')
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .refine(
        (text) => text.length <= 253 && hostGrammar.test(text),
        'Not a host, such as www.example.com or *.example.com',
      ),
  );

/** A name or the beginning of names. The banner's own cookie is never removed. */
export const cookieField = z
  .string()
  .max(200, 'At most 200 characters')
  .transform((text) => text.trim())
  .pipe(
    z
      .string()
      .refine((text) => cookieGrammar.test(text), 'Not the name of a cookie, such as _ga or _ga_*')
      .refine((text) => !namesConsentCookie(text), 'That is where the visitor’s choice is kept'),
  );

function namesConsentCookie(pattern: string): boolean {
  return pattern.endsWith('*') ? consentCookie.startsWith(pattern.slice(0, -1)) : pattern === consentCookie;
}

const linkCharsMax = 500;
const linkTooLong = `At most ${linkCharsMax} characters`;

/** An https address as a link. What is kept is read by this again, so it is as short once its letters are encoded. */
export const linkField = z
  .string()
  .max(linkCharsMax, linkTooLong)
  .transform((text, ctx) => {
    try {
      const url = new URL(text.trim());
      if (url.protocol === 'https:' && url.username === '' && url.password === '') return url.href;
    } catch {
      // Said below.
    }
    ctx.addIssue({ code: 'custom', message: 'Not a web address that begins with https://' });
    return z.NEVER;
  })
  .pipe(z.string().max(linkCharsMax, linkTooLong));

const namesMax = 40;

export const ConsentServiceFields: z.ZodType<ConsentService> = z.strictObject({
  id: z
    .string()
    .max(64)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Small letters, digits and hyphens'),
  name: requiredLine(80),
  category: z.enum(askedCategories),
  hosts: z.array(hostField).max(namesMax, `At most ${namesMax} hosts`).refine(unique, 'The same host twice'),
  cookies: z.array(cookieField).max(namesMax, `At most ${namesMax} cookies`).refine(unique, 'The same cookie twice'),
  privacyUrl: linkField.optional(),
});

export function unique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** Longest texts, in characters: what fits on a phone. */
const button = requiredLine(40);
const link = requiredLine(60);
const category = z.strictObject({ title: requiredLine(60), text: requiredParagraphs(400) }).partial();

/** A banner's texts, any of them in an organisation's own words; what is not given stays as it is. Plain text. */
export const TextOverrides = z
  .strictObject({
    title: requiredLine(100),
    body: requiredParagraphs(1_200),
    acceptAll: button,
    rejectAll: button,
    choose: button,
    save: button,
    close: requiredLine(60),
    settingsTitle: requiredLine(100),
    settingsBody: requiredParagraphs(1_200),
    alwaysOn: button,
    services: button,
    reopen: link,
    withdraw: link,
    yourConsent: link,
    privacy: link,
    imprint: link,
    gpc: requiredParagraphs(400),
    blocked: requiredParagraphs(200).refine(
      (text) => text.includes('{service}') && text.includes('{category}'),
      'Has to name {service} and {category}',
    ),
    allow: button,
    categories: z
      .strictObject({ necessary: category, functional: category, analytics: category, marketing: category })
      .partial(),
  } satisfies Record<keyof BannerTexts, z.ZodType>)
  .partial();

export type TextOverridesOf = z.output<typeof TextOverrides>;
