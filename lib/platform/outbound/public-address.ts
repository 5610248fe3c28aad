import ipaddr from 'ipaddr.js';

/** Where addresses of the public IPv6 internet begin (RFC 4291, section 2.4, as IANA assigns them): 2000::/3. */
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether the address is one of the public internet: not this machine, not a network of ours, not one that is set aside for
 * something else (IANA special-purpose registries). IPv4 inside IPv6 is judged as IPv4.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}

export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
