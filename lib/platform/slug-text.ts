/** The part of an address that is made of a name. No Node imports: forms suggest it while the name is typed. */

export const slugGrammar = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export const slugCharsMax = 40;

/** Letters that Unicode does not take apart into a base letter and its marks. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};

/** What a name reads like in an address: `Müller & Söhne` becomes `muller-sohne`. Empty when nothing of it can be kept. */
export function slugOf(name: string): string {
  const ascii = name
    .toLowerCase()
    .replace(/[ßæœøłđðþ]/g, (letter) => spelled[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-');
  return trimHyphens(trimHyphens(ascii).slice(0, slugCharsMax));
}

export function trimHyphens(text: string): string {
  return text.replace(/^-+|-+$/g, '');
}
