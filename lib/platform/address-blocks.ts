import ipaddr from 'ipaddr.js';

/** Bits before the IPv4 address in an IPv4-mapped IPv6 address (RFC 4291, section 2.5.5.2). */
const mappedBits = 96;

/**
 * The canonical text of an IP address or a CIDR block (RFC 4632, RFC 4291): IPv6 compressed as RFC 5952 says, IPv4 inside
 * IPv6 as IPv4, bits behind the prefix cleared, one address without a prefix length. Null for anything else, short and
 * octal spellings of IPv4 and zones among it.
 */
export function canonicalBlock(text: string): string | null {
  const parts = /^([0-9a-f.:]+)(?:\/(0|[1-9]\d{0,2}))?$/i.exec(text.trim());
  if (parts === null) return null;
  const [, written = '', length] = parts;
  const block = blockOf(written, length === undefined ? undefined : Number(length));
  if (block === null) return null;
  const [address, bits] = block;
  const whole = address.kind() === 'ipv4' ? 32 : 128;
  if (bits === whole) return address.toString();
  const network =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${bits}`);
  return `${network.toString()}/${bits}`;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function blockOf(written: string, given: number | undefined): [Address, number] | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(written)) {
    const bits = given ?? 32;
    return bits > 32 ? null : [ipaddr.IPv4.parse(written), bits];
  }
  if (!written.includes(':') || !ipaddr.IPv6.isValid(written)) return null;
  const address = ipaddr.IPv6.parse(written);
  const bits = given ?? 128;
  if (bits > 128) return null;
  if (!address.isIPv4MappedAddress()) return [address, bits];
  // A block that holds all of IPv4 and more than it is no IPv4 block, and our addresses are never IPv6 there.
  return bits < mappedBits ? null : [address.toIPv4Address(), bits - mappedBits];
}

/**
 * Whether an address lies in one of the blocks.
 *
 * @param address canonical text; what is no address (a client that nobody vouches for) lies in none.
 * @param blocks from {@link canonicalBlock}.
 */
export function inBlocks(address: string, blocks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return blocks.some((block) => {
    const [network, bits] = ipaddr.parseCIDR(
      block.includes('/') ? block : `${block}/${block.includes(':') ? 128 : 32}`,
    );
    if (network instanceof ipaddr.IPv4) return parsed instanceof ipaddr.IPv4 && parsed.match(network, bits);
    return parsed instanceof ipaddr.IPv6 && parsed.match(network, bits);
  });
}
