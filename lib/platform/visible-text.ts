/**
 * Control characters, lone surrogates, and what is not seen or turns the order of what stands around it: marks of
 * direction, line and paragraph separators, zero-width space, word joiners, byte order marks. Joiners inside names and
 * emoji (U+200C, U+200D) stay.
 */
const unseen = /[\p{Cc}\p{Cs}\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * The text on one line, as it is safe to print, log or put into a file: what cannot be seen is spelled out (`\u{a}`), so
 * that nobody forges a line or hides one, and what was sent can still be told. At most `charsMax` characters, the last
 * one `…` when some are missing.
 */
export function visibleText(text: string, charsMax: number): string {
  // Nothing beyond the bound is looked at: a character becomes ten at most, never fewer than one.
  const spelled = text.slice(0, charsMax + 1).replace(unseen, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
  return spelled.length > charsMax ? `${spelled.slice(0, charsMax - 1).toWellFormed()}…` : spelled;
}
