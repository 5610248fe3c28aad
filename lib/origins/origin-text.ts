/** What is wrong with a text that should be an origin, as its writer is told. */
export type OriginReading =
  | { readonly ok: true; readonly origin: string }
  | { readonly ok: false; readonly problem: string };

/** Longest host name of DNS (RFC 1035, section 2.3.4), and room for scheme and port. */
const charsMax = 253 + 'https://:65535'.length;

/** Where a browser sends from over plain http and the page is trustworthy all the same: this machine. */
const plainHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * Reads an origin as a browser sends it in `Origin` (RFC 6454, section 6.2; Fetch, "serializing a request origin"):
 * scheme, host and port, lower case, host in punycode, default port left out. Exactly one origin: no path, no pattern,
 * not `null`. https, or http on this machine. CLAIMS E8.
 *
 * Different spellings of one origin are brought to that one; a text that a browser would read as something other than
 * what it shows (an address in another notation, an encoded host) is refused.
 */
export function readOrigin(text: string): OriginReading {
  const given = text.trim();
  const problem = shapeProblem(given);
  if (problem !== null) return { ok: false, problem };
  const [, scheme = '', authority = ''] = /^(https?):\/\/(.*)$/i.exec(given) ?? [];
  const [, host = '', port] = /^(\[.*\]|[^:]*)(?::(.*))?$/.exec(authority) ?? [];
  if (port !== undefined && !isPort(port)) return refuse('The port is a number from 1 to 65535.');
  const read = parsed(`${scheme}://${authority}`);
  if (read === null) return refuse('This is no host name.');
  const { hostname, protocol, origin } = read;
  if (!isPlainAscii(host) ? /^[\d.]+$|^\[/.test(hostname) : hostname !== host.toLowerCase()) {
    return refuse(`Browsers read this host as ${hostname}. Write it that way if that is what you mean.`);
  }
  if (hostname.endsWith('.')) return refuse('Leave out the full stop at the end of the host.');
  if (!hostname.startsWith('[') && !hostname.split('.').every((part) => label.test(part)))
    return refuse('This is no host name.');
  if (protocol === 'http:' && !plainHosts.has(hostname)) {
    return refuse('Use https. Over http only localhost, 127.0.0.1 and [::1] can be allowed.');
  }
  return origin.length > charsMax ? refuse('This is longer than a host name can be.') : { ok: true, origin };
}

function refuse(problem: string): OriginReading {
  return { ok: false, problem };
}

/** What can be said of the text before it is read as an address. */
function shapeProblem(text: string): string | null {
  if (text === '') return 'Give an origin, for example https://app.example.com.';
  if (text.length > 1_000) return 'This is longer than a host name can be.';
  if (text === 'null') return 'Browsers send null from pages that have no origin; it would stand for anybody.';
  if (text.includes('*')) return 'An origin stands for itself alone: patterns are not possible. List each one.';
  if (/[\s\p{Cc}\p{Cf}\p{Cs}]/u.test(text)) return 'It holds spaces or characters that cannot be seen.';
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return 'Begin with https://.';
  if (!/^https?:/i.test(text)) return 'Only https can be allowed.';
  const rest = text.slice(text.indexOf('//') + 2);
  const end = rest.search(/[/\\?#]/);
  if (end === 0 || rest === '') return 'The host is missing.';
  if (rest.includes('@')) return 'Leave out the user name.';
  if (end > 0) return `Leave out what comes after the host: ${text.slice(0, text.length - rest.length + end)}`;
  if (rest.includes('%')) return 'This is no host name.';
  return null;
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;
}

function isPlainAscii(text: string): boolean {
  return /^[\x21-\x7e]*$/.test(text);
}
