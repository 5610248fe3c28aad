import { z } from 'zod';
import { type IdPrefix, idPattern } from '../../platform/ids.ts';

/** What some columns of an entity must be, beyond their kinds. */
export type ColumnForms = Readonly<Record<string, z.ZodType>>;

/* What values of an archive's rows must be. Nothing is corrected on the way in: a value is as it should be, or refused. */

export const idOf = (prefix: IdPrefix) => z.string().regex(idPattern(prefix), `Not an id (${prefix}_…)`);

/** Who did something: the id of a person or a key, or a word such as `operator`. */
export const actorId = z.string().regex(/^[A-Za-z][A-Za-z0-9_.:-]{0,99}$/, 'Not the id of whoever did it');

const instantPattern = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

export const moment = z
  .string()
  .refine(
    (text) => instantPattern.test(text) && !Number.isNaN(Date.parse(text)),
    'Not a time (ISO 8601 UTC with milliseconds)',
  );

export const day = z.iso.date('Not a day (YYYY-MM-DD)');

/** Text as people write it. What cannot be shown (NUL and other controls but line ends and tabs) is in no record of ours. */
export const words = (charsMax: number) =>
  z
    .string()
    .max(charsMax, `At most ${charsMax} characters`)
    .refine((text) => text.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(text), 'Holds characters that cannot be shown');

/** What a field of one line takes: no line ends, and no marks that would change the order of what stands around the text. */
export const line = (charsMax: number) =>
  words(charsMax).refine(
    (text) => !/[\t\n\r\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/.test(text),
    'Is not one line of text',
  );

export const count = z.int().min(0);
export const version = z.int().min(1);

/** The value is exactly what the field's own check makes of it. */
export function unchanged(field: z.ZodType<string | null>, message: string) {
  return z.string().refine((text) => {
    const checked = field.safeParse(text);
    return checked.success && checked.data === text;
  }, message);
}
