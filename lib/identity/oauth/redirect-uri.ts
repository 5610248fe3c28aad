/**
 * Where codes are sent. Addresses are compared as the text that they are: nothing is decoded, resolved or lowered first, so
 * that whatever a browser would make of another spelling is another address. RFC 9700, section 4.1.3; RFC 8252, section 7.
 */

const charsMax = 512;

/** The characters of a path that mean themselves. No `%`: one spelling of each address. */
const path = `/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)?`;

/** Loopback interfaces by number. The name `localhost` is looked up, and may lead elsewhere (RFC 8252, section 8.3). */
const loopback = new RegExp(String.raw`^http://(127\.0\.0\.1|\[::1\])(?::([1-9][0-9]{0,4}))?(${path})$`);

/** A scheme of the client's own: the reverse of a domain name, so that it has a dot (RFC 8252, section 7.1). */
const ownScheme = new RegExp(String.raw`^[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+:${path}$`);

const https = new RegExp(
  String.raw`^https://[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::[1-9][0-9]{0,4})?${path}$`,
);

interface Loopback {
  readonly host: string;
  readonly path: string;
}

function loopbackOf(uri: string): Loopback | null {
  const [, host, port, place] = loopback.exec(uri) ?? [];
  if (host === undefined || place === undefined || Number(port ?? 80) > 65_535) return null;
  return { host, path: place };
}

/**
 * Whether a client may be registered with this address: `http` on 127.0.0.1 or [::1], an own scheme that has the form of a
 * reversed domain name, or `https`. No query, fragment, user, percent-encoding or dot segment.
 */
export function mayRegister(uri: string): boolean {
  if (uri.length > charsMax) return false;
  return loopbackOf(uri) !== null || ownScheme.test(uri) || https.test(uri);
}

/**
 * Whether a client that is registered with these addresses may have a code sent there: to exactly one of them, or, on the
 * loopback interface, to any port of it.
 */
export function mayRedirect(registered: readonly string[], uri: string): boolean {
  if (uri.length > charsMax) return false;
  const local = loopbackOf(uri);
  if (local === null) return registered.includes(uri) && mayRegister(uri);
  return registered.some((one) => {
    const known = loopbackOf(one);
    return known !== null && known.host === local.host && known.path === local.path;
  });
}

/** The address with these parameters. It has no query of its own: none is registered. */
export function redirectTo(uri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  return `${uri}?${query}`;
}

/** Where a code goes, as people can judge it: never more of the address than that. */
export function destinationOf(uri: string): string {
  if (loopbackOf(uri) !== null) return 'a program on this device';
  if (https.test(uri)) return new URL(uri).host;
  return `the app that opens ${uri.slice(0, uri.indexOf(':'))} links`;
}
