import type { CookieToSet } from '../access/request.ts';

/**
 * Cookie names by origin: on https the `__Host-` prefix keeps other hosts and paths from setting them (RFC 6265bis,
 * section 4.1.3.2); on http (loopback, local mode) browsers refuse that prefix.
 */
function named(origin: string, name: string): string {
  return origin.startsWith('https://') ? `__Host-${name}` : name;
}

/** Holds the short-lived signed session token. */
export function sessionCookieName(origin: string): string {
  return named(origin, 'holdfast-session');
}

/** Holds what gets the next session token while the session lives. */
export function renewalCookieName(origin: string): string {
  return named(origin, 'holdfast-renewal');
}

/** Marks the browser that asked for a sign-in link. */
export function browserCookieName(origin: string): string {
  return named(origin, 'holdfast-browser');
}

/** Holds the right to answer for a second factor, after the first one was given. */
export function factorCookieName(origin: string): string {
  return named(origin, 'holdfast-factor');
}

/** Tells a browser in which its person gave a second factor before from all others. */
export function deviceCookieName(origin: string): string {
  return named(origin, 'holdfast-device');
}

/** Holds an account at a provider that its holder has not confirmed yet. */
export function linkCookieName(origin: string): string {
  return named(origin, 'holdfast-link');
}

export function factorCookie(origin: string, token: string, maxAgeSeconds: number): CookieToSet {
  return { name: factorCookieName(origin), value: token, maxAgeSeconds, sameSite: 'lax' };
}

export function deviceCookie(origin: string, value: string, maxAgeSeconds: number): CookieToSet {
  return { name: deviceCookieName(origin), value, maxAgeSeconds, sameSite: 'lax' };
}

export function sessionCookie(origin: string, token: string, maxAgeSeconds: number): CookieToSet {
  return { name: sessionCookieName(origin), value: token, maxAgeSeconds, sameSite: 'lax' };
}

export function renewalCookie(origin: string, value: string, maxAgeSeconds: number): CookieToSet {
  return { name: renewalCookieName(origin), value, maxAgeSeconds, sameSite: 'lax' };
}

export function browserCookie(origin: string, value: string, maxAgeSeconds: number): CookieToSet {
  return { name: browserCookieName(origin), value, maxAgeSeconds, sameSite: 'lax' };
}

/** Removes every trace of a session from the browser. */
export function clearedSessionCookies(origin: string): readonly CookieToSet[] {
  return [sessionCookie(origin, '', 0), renewalCookie(origin, '', 0)];
}
