import type { SqlValue } from '../../platform/db/types.ts';
import { folded } from '../../platform/fields.ts';

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
 * phone numbers or city, whatever the case; from three letters on also whatever the accents. When all words are
 * shorter, one of them must begin the contact's name (as it is sorted) or e-mail address: only that can be looked up
 * without reading every contact. Words beyond the eighth are not looked for.
 */
export function contactSearch(text: string): readonly Condition[] {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const asked = words.slice(0, wordsMax);
  const long = asked.filter((word) => [...word].length >= indexedCharsMin);
  const short = asked.filter((word) => [...word].length < indexedCharsMin);
  const narrowing = long.length > 0 ? [inIndex(long)] : short.length > 0 ? [atBeginning(short)] : [];
  // In the narrower set, short words may stand anywhere.
  return [...narrowing, ...(long.length > 0 || short.length > 1 ? short.map(anywhere) : [])];
}

function inIndex(words: readonly string[]): Condition {
  return indexed(words.map(indexTerm).join(' AND '));
}

/** That the city is exactly this one, found by the index. */
export function cityIs(city: string): readonly Condition[] {
  const exact = { sql: '"city" = ?', params: [city] };
  return [...city].length < indexedCharsMin ? [exact] : [indexed(`city : ${quoted(city)}`), exact];
}

function indexed(match: string): Condition {
  return {
    sql: `"id" IN (SELECT k."contactId" FROM contact_search s JOIN contact_search_key k ON k."number" = s.rowid
                    WHERE contact_search MATCH ?)`,
    params: [match],
  };
}

function anywhere(word: string): Condition {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return {
    sql: searched.map((column) => `"${column}" LIKE ? ESCAPE '\\'`).join(' OR '),
    params: searched.map(() => pattern),
  };
}

function atBeginning(words: readonly string[]): Condition {
  const ranges = words.map(folded).flatMap((word) => [
    { column: 'sortName', word },
    { column: 'email', word },
  ]);
  const selects = ranges.map(({ column }) => `SELECT "id" FROM "Contact" WHERE "${column}" >= ? AND "${column}" < ?`);
  return {
    sql: `"id" IN (${selects.join(' UNION ')})`,
    params: ranges.flatMap(({ word }) => [word, `${word}\u{10ffff}`]),
  };
}

/** A word as the index is asked for it. Of phone numbers it holds the digits alone, however they were written. */
function indexTerm(word: string): string {
  const term = quoted(word);
  if (!/^[\d+().-]+$/.test(word)) return term;
  const digits = word.replace(/\D/g, '');
  return digits.length < indexedCharsMin ? term : `(${term} OR phone : "${digits}")`;
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}
