/** A stretch of a message: words, or an address that can be followed. */
export type MailPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string };

/** Addresses begin with their scheme, and end at white space, quotes, angle brackets and anything invisible. */
const addressPattern = /https?:\/\/[^\s<>"'`\p{C}]+/gu;

/** Marks that end a sentence rather than an address. */
const trailing = new Set('.,;:!?)]}');

/**
 * The message in parts, in order. A link is http or https alone, names no user (`https://bank.example@evil.example`), and
 * its `href` is what the reader is to be shown: the address as a browser will open it, not as it was written.
 */
export function mailParts(text: string): readonly MailPart[] {
  const parts: MailPart[] = [];
  let end = 0;
  for (const match of text.matchAll(addressPattern)) {
    const written = withoutTrailing(match[0]);
    const href = safeAddress(written);
    if (href === null) continue;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'link', href });
    end = match.index + written.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** The six digits of a sign-in mail, if it has any: they stand alone, outside of links. */
export function codeIn(text: string): string | null {
  for (const part of mailParts(text)) {
    const code = part.kind === 'text' ? /(?<!\d)\d{6}(?!\d)/.exec(part.text)?.[0] : undefined;
    if (code !== undefined) return code;
  }
  return null;
}

/** A closing bracket belongs to the address when it opened there. Counted by hand: a pattern would be quadratic. */
function withoutTrailing(address: string): string {
  let end = address.length;
  while (trailing.has(address.charAt(end - 1))) end -= 1;
  const bare = address.slice(0, end);
  return address.charAt(end) === ')' && bare.includes('(') ? `${bare})` : bare;
}

function safeAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const web = url.protocol === 'http:' || url.protocol === 'https:';
  return web && url.username === '' && url.password === '' ? url.href : null;
}
