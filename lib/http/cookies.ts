import type { CookieToSet } from '../access/request.ts';
import { fail } from '../platform/errors.ts';

/** The cookies of a `Cookie` header. Of two with one name the first counts: it has the more specific path. */
export function parseCookies(header: string | null): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  if (header === null) return cookies;
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals < 1) continue;
    const name = pair.slice(0, equals).trim();
    if (!cookies.has(name)) cookies.set(name, pair.slice(equals + 1).trim());
  }
  return cookies;
}

/** What RFC 6265, section 4.1.1, allows in a value, less the comma. */
const cookieOctets = /^[!#-+\--:<-[\]-~]*$/;

/** A `Set-Cookie` line: HttpOnly unless it is for scripts, Path=/ always, Secure where our origin is https. */
export function cookieLine(cookie: CookieToSet, origin: string): string {
  if (!cookieOctets.test(cookie.value)) throw fail('internal', { detail: `cookie ${cookie.name} has no cookie value` });
  const sameSite = cookie.sameSite === 'strict' ? 'Strict' : 'Lax';
  const secure = isSecure(origin) ? '; Secure' : '';
  const httpOnly = cookie.forScripts ? '' : '; HttpOnly';
  return `${cookie.name}=${cookie.value}; Path=/; Max-Age=${cookie.maxAgeSeconds}${httpOnly}; SameSite=${sameSite}${secure}`;
}

/** Whether cookies of this origin travel over https alone. */
export function isSecure(origin: string): boolean {
  return origin.startsWith('https://');
}
