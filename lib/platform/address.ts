import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Stands for a client whose address nothing trustworthy names. All such clients are counted as one. */
export const unknownAddress = 'unknown';

/**
 * The canonical text of an IP address, or null when `text` is none. IPv6 is compressed (RFC 5952), IPv4 inside IPv6 is
 * IPv4, and a port or a zone that some proxies add is dropped.
 */
export function canonicalAddress(text: string): string | null {
  // What `isIP` takes for IPv4 is written in the one way there is.
  if (isIP(text) === 4) return text;
  const bare = text
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/^\[([^\]]+)\](:\d{1,5})?$/, '$1')
    .replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/, '$1')
    .replace(/%.*$/, '');
  if (isIP(bare) === 0) return null;
  return ipaddr.process(bare).toString();
}

interface Arrival {
  /** The other end of the connection; null where the host does not say. */
  readonly peer: string | null;
  /** `X-Forwarded-For` as it came, several headers joined by commas. */
  readonly forwardedFor: string | null;
  /** How many proxies of ours stand in front: the only ones whose word is taken. */
  readonly trustedHops: number;
}

/**
 * The client's address by the trusted-hops rule, the one place where it is decided. Each of our proxies appends the
 * address it saw, so the last `trustedHops` entries of the way (forwarded entries, then the peer) are true and the one
 * before them is the client. What stands further left was written by the client and is ignored; with no proxies
 * `X-Forwarded-For` is ignored whole.
 */
export function clientAddress(arrival: Arrival): string {
  const peer = arrival.peer === null ? null : canonicalAddress(arrival.peer);
  if (arrival.trustedHops === 0) return peer ?? unknownAddress;
  const way = (arrival.forwardedFor ?? '').split(',').filter((entry) => entry.trim() !== '');
  // Without a peer the host in front has already appended it: its own address is the hop that is missing.
  const hops = arrival.peer === null ? arrival.trustedHops - 1 : arrival.trustedHops;
  if (arrival.peer !== null) way.push(arrival.peer);
  const entry = way.at(Math.max(0, way.length - 1 - hops));
  const address = entry === undefined ? null : canonicalAddress(entry);
  return address ?? peer ?? unknownAddress;
}

/**
 * What a rate limit counts an address by: IPv4 whole, IPv6 by its /64, since one household or one rented machine has all
 * of a /64 to itself. IPv4 inside IPv6 is IPv4. CLAIMS L5.
 */
export function addressBlock(given: string): string {
  const address = canonicalAddress(given) ?? given;
  if (isIP(address) !== 6) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()}/64`;
}
