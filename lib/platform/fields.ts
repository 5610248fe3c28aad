import { z } from 'zod';
import { normalizeEmail } from './email-address.ts';

/** The parts that schemas of the domains are made of. No Node imports: forms use them too. */

/** Control characters, lone surrogates, and marks that would change the order of what stands around the text. */
const unwantedInLine = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;
const unwantedInText = /[^\P{Cc}\t\n]|[\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]/u;

export const unwantedMessage = 'Holds characters that cannot be shown';

/** Direction, width and byte-order marks that come along when text is copied from other programs. */
const strayMark = /[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** Without white space and stray marks at both ends, in NFC. Runs in time linear in the text. */
export function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && strayMark.test(text.charAt(from))) from += 1;
  while (to > from && strayMark.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to).normalize('NFC');
}

/** One line of at most `charsMax` characters, trimmed. Empty is null. */
export function line(charsMax: number) {
  return z
    .string()
    .transform(trimmed)
    .pipe(
      z
        .string()
        .max(charsMax, `At most ${charsMax} characters`)
        .refine((text) => !unwantedInLine.test(text), unwantedMessage),
    );
}

/** One line that must be there. */
export function requiredLine(charsMax: number, message: string) {
  return line(charsMax).refine((text) => text !== '', message);
}

/** Several lines; line ends become `\n`. */
export function paragraphs(charsMax: number) {
  return z
    .string()
    .transform((text) => trimmed(text.replace(/\r\n?/g, '\n')))
    .pipe(
      z
        .string()
        .max(charsMax, `At most ${charsMax} characters`)
        .refine((text) => !unwantedInText.test(text), unwantedMessage),
    );
}

/** Text that is kept exactly as it came: one that holds what cannot be shown is refused. */
export function verbatim(charsMax: number) {
  return z
    .string()
    .max(charsMax, `At most ${charsMax} characters`)
    .refine((text) => !unwantedInText.test(text), unwantedMessage);
}

/** A field that may be null or empty: both mean that there is no value. */
export function maybe<Text extends z.ZodType<string>>(text: Text) {
  // The pipe says what comes out, for schemas that answers are described by.
  return text
    .transform((value): string | null => (value === '' ? null : value))
    .pipe(z.string().nullable())
    .nullable();
}

/** An e-mail address in its one form. */
export const emailField = z
  .string()
  .max(1_000, 'Not an e-mail address')
  .transform((text, ctx) => {
    if (text.trim() === '') return '';
    const address = normalizeEmail(text);
    if (address !== null) return address;
    ctx.addIssue({ code: 'custom', message: 'Not an e-mail address' });
    return z.NEVER;
  });

/** A web address; `example.com` is taken as `https://example.com`. Other schemes are refused: such links get clicked. */
export const websiteField = z
  .string()
  .max(2_000, 'At most 2000 characters')
  .transform((text, ctx) => {
    const typed = trimmed(text);
    if (typed === '') return '';
    const address = webAddress(typed);
    if (address !== null) return address;
    ctx.addIssue({ code: 'custom', message: 'Not a web address (http or https)' });
    return z.NEVER;
  });

function webAddress(typed: string): string | null {
  if (/[\s\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\\"<>`]/u.test(typed)) return null;
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  try {
    const url = new URL(text);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    if (url.username !== '' || url.password !== '' || !url.hostname.includes('.')) return null;
    // As typed, but for scheme and host: a path keeps its spelling.
    return url.pathname === '/' && url.search === '' && url.hash === '' && !text.endsWith('/') ? url.origin : url.href;
  } catch {
    return null;
  }
}

/** A calendar date, `YYYY-MM-DD`. */
export const dateField = z.iso.date('Not a date (YYYY-MM-DD)');

/** An instant in any offset; stored and answered as UTC with milliseconds. */
export const instantField = z.iso
  .datetime({ offset: true, error: 'Not a time (ISO 8601 with offset)' })
  .transform((text) => new Date(text).toISOString());

/** An instant as we answer it. */
export const instant = z.iso.datetime();

/** The number that grows by one with each change of a record. Given with a change, it must still be the present one. */
export const versionField = z.coerce.number().int().min(1);

/** A page's size. */
export const pageLimit = z.coerce.number().int().min(1).max(100).default(50);

export const cursorField = z.string().min(1).max(2_000);

/** `name` and `-name` for each sort: a leading minus turns the order around. */
export function sortNames<const Names extends readonly string[]>(names: Names) {
  return names.flatMap((name) => [name, `-${name}`]) as [Names[number] | `-${Names[number]}`];
}

/** Free text to search for. */
export const searchField = z
  .string()
  .max(200, 'At most 200 characters')
  .transform((text) => trimmed(text.replace(/[\p{Cc}\p{Cs}]/gu, ' ')));

export const flagField = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/** A page of a list. `nextCursor` is null on the last page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() });
}

/** Lower case and without accents: how text is sorted, and compared where case does not matter. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}
