/** Largest address that mail can carry, in characters: RFC 5321, section 4.5.3.1.3, less the angle brackets. */
export const emailCharsMax = 254;

/** Largest part before the `@`, in bytes: RFC 5321, section 4.5.3.1.1. */
const localBytesMax = 64;

/** A dot-string of RFC 5321 `atext`, with letters beyond ASCII as RFC 6531 has them. Quoted local parts are refused. */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;

const utf8 = new TextEncoder();

/** What may stand in a domain before it is made ASCII: nothing that a URL parser reads as something else. */
const domainAsTyped = /^[\p{L}\p{M}\p{N}.-]+$/u;

/** Labels of 1 to 63 letters, digits and inner hyphens; at least two of them; the last one is no number. */
const asciiDomain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one form of an e-mail address by which we store, compare and send: NFKC, lower case, the domain in ASCII
 * (punycode, UTS 46). Two texts with the same form are the same mailbox to us, and mail goes to that form, never to the
 * text as it was typed. Nothing has been proven about the mailbox: it may not exist.
 *
 * @returns null for what is not one plain address: white space or control characters inside, a display name, a quoted
 * local part, an address literal, a domain of one label, more than 254 characters.
 */
export function normalizeEmail(text: string): string | null {
  if (text.length > 4 * emailCharsMax || !text.isWellFormed()) return null;
  const folded = text.trim().normalize('NFKC').toLowerCase().normalize('NFC');
  const at = folded.indexOf('@');
  if (at < 1 || at !== folded.lastIndexOf('@')) return null;
  const local = folded.slice(0, at);
  const typedDomain = folded.slice(at + 1);
  if (!localPart.test(local) || utf8.encode(local).length > localBytesMax) return null;
  const domain = domainAsTyped.test(typedDomain) ? toAsciiDomain(typedDomain) : null;
  if (domain === null) return null;
  const address = `${local}@${domain}`;
  return address.length <= emailCharsMax ? address : null;
}

/** By the URL parser, which browsers and Node share, so that a form and the server agree. */
function toAsciiDomain(domain: string): string | null {
  // The common case by far, which the parser would leave as it is.
  if (asciiDomain.test(domain) && !domain.includes('xn--')) return domain;
  try {
    const { hostname } = new URL(`http://${domain}/`);
    return asciiDomain.test(hostname) ? hostname : null;
  } catch {
    return null;
  }
}
