import type { SqlValue } from '../../platform/db/types.ts';

interface Condition {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** The index knows pieces of three characters: shorter words are looked for in the table. */
const indexedCharsMin = 3;
const wordsMax = 8;
const searched = ['firstName', 'lastName', 'company', 'email', 'phone', 'mobile', 'city'] as const;

/**
 * The conditions under which a contact holds every word of `text` somewhere in its names, company, e-mail address,
 * phone numbers or city, whatever the case; from three letters on also whatever the accents. Words beyond the eighth
 * are not looked for.
 */
export function contactSearch(text: string): readonly Condition[] {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const asked = words.slice(0, wordsMax);
  const long = asked.filter((word) => [...word].length >= indexedCharsMin);
  const short = asked.filter((word) => [...word].length < indexedCharsMin);
  const conditions: Condition[] = short.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return {
      sql: searched.map((column) => `"${column}" LIKE ? ESCAPE '\\'`).join(' OR '),
      params: searched.map(() => pattern),
    };
  });
  if (long.length > 0) {
    conditions.push({
      sql: `"id" IN (SELECT k."contactId" FROM contact_search s JOIN contact_search_key k ON k."number" = s.rowid
                      WHERE contact_search MATCH ?)`,
      params: [long.map(indexTerm).join(' AND ')],
    });
  }
  return conditions;
}

/** A word as the index is asked for it. Of phone numbers it holds the digits alone, however they were written. */
function indexTerm(word: string): string {
  const anywhere = `"${word.replaceAll('"', '""')}"`;
  if (!/^[\d+().-]+$/.test(word)) return anywhere;
  const digits = word.replace(/\D/g, '');
  return digits.length < indexedCharsMin ? anywhere : `(${anywhere} OR phone : "${digits}")`;
}
