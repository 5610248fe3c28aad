import { z } from 'zod';

/** Hosts as people type them and as DNS has them. No Node imports: the editor uses it too. */

/** 253 of a name in DNS, less what stands before it where it is shown to be one’s own. */
const charsMax = 253 - '_holdfast.'.length;
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** At least two labels, the last of them no number: no address, and no whole ending of the web's. */
const grammar = new RegExp(`^(?:${label}\\.)+(?=[a-z0-9-]*[a-z])${label}$`);
/** Endings that mean this machine, no machine, or something beside DNS (RFC 6761, RFC 6762, RFC 7686, RFC 9476). */
const unusableEndings = /\.(?:localhost|local|invalid|onion|arpa|alt)$/;

/**
 * The one form of a host: ASCII (IDNA by the URL standard), small letters, no dot at the end.
 * @returns null for what is no host of two labels at least: addresses, ports, paths, wildcards, names without a dot.
 */
export function hostName(typed: string): string | null {
  const text = typed.trim().replace(/\.$/, '');
  // What only an address with more in it has; the URL parser would quietly take it off.
  if (text === '' || text.length > 1_000 || /[\s/\\?#@:[\]%*]/u.test(text)) return null;
  let host: string;
  try {
    host = new URL(`https://${text}/`).hostname;
  } catch {
    return null;
  }
  return host.length <= charsMax && grammar.test(host) ? host : null;
}

/** A host that an organisation may say is its own, in its one form. */
export const hostField = z
  .string()
  .max(1_000, 'Not a host, such as shop.example.com')
  .transform((text, ctx) => {
    const host = hostName(text);
    if (host === null) {
      ctx.addIssue({ code: 'custom', message: 'Not a host, such as shop.example.com' });
      return z.NEVER;
    }
    if (unusableEndings.test(host)) {
      ctx.addIssue({ code: 'custom', message: 'Such a name cannot lead here' });
      return z.NEVER;
    }
    return host;
  });

/**
 * Whether one of the hosts is the other or stands below it: `a.b` and `c.a.b` overlap. A host below ours could set cookies
 * for ours, and one above it could for both.
 */
export function hostsOverlap(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}
