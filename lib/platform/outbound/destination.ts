import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** What a connection that somebody else decides about may lead to. */
export interface DestinationPolicy {
  /** Ports of this machine that may be reached by its loopback addresses; none outside of local mode. */
  readonly loopbackPorts: ReadonlySet<number>;
}

/** Every address of a name. Throws when it has none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const systemResolve: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/** Addresses of the public range that lead into a cloud's own network: Azure's metadata and DNS. */
const insideClouds: ReadonlySet<string> = new Set(['168.63.129.16']);

/** Ports below 1024 are those of mail, files and administration; a page needs none of them but these. */
const lowPorts: ReadonlySet<number> = new Set([80, 443]);

/**
 * The address to connect to for this host and port, or null when it must not be reached (SSRF: OWASP ASVS 5.0, 1.3.6).
 * Whoever connects goes to this very address: a name that leads elsewhere the next time changes nothing. One address of the
 * name that is not public makes all of it refused. Never throws.
 */
export async function destinationOf(
  host: string,
  port: number,
  policy: DestinationPolicy,
  resolve: Resolve = systemResolve,
): Promise<string | null> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return null;
  const addresses = await addressesOf(host, resolve);
  const [first] = addresses;
  if (first === undefined) return null;
  if (addresses.every(isLoopbackAddress)) return policy.loopbackPorts.has(port) ? first : null;
  if (port < 1_024 && !lowPorts.has(port)) return null;
  const own = ownAddresses();
  const allowed = (address: string) =>
    // What listens on this machine beside the web may be open to the machine itself alone, also at its public address.
    isPublicAddress(address) && !insideClouds.has(address) && (lowPorts.has(port) || !own.has(address));
  return addresses.every(allowed) ? first : null;
}

async function addressesOf(text: string, resolve: Resolve): Promise<readonly string[]> {
  const host = text.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (isIP(host) !== 0) return [host];
  // RFC 6761, section 6.3: names below `localhost` are this machine, whatever a resolver says.
  if (host === 'localhost' || host.endsWith('.localhost')) return ['127.0.0.1'];
  try {
    return await resolve(host);
  } catch {
    return [];
  }
}

function ownAddresses(): ReadonlySet<string> {
  return new Set(Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address)));
}
