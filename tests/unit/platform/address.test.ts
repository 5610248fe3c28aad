import { describe, expect, test } from 'vitest';
import { addressBlock, canonicalAddress, clientAddress, unknownAddress } from '#lib/platform/address.ts';

describe('the client address by the trusted-hops rule', () => {
  const forged = '6.6.6.6, 10.0.0.9';

  test.each([
    ['no proxy: what the client claims is ignored', '203.0.113.7', forged, 0, '203.0.113.7'],
    ['one proxy: the entry it appended is the client', '10.0.0.2', '203.0.113.7', 1, '203.0.113.7'],
    ['one proxy: entries the client wrote before gain nothing', '10.0.0.2', `${forged}, 203.0.113.7`, 1, '203.0.113.7'],
    ['two proxies: the entry of the outer one', '10.0.0.2', '6.6.6.6, 203.0.113.7, 10.0.0.1', 2, '203.0.113.7'],
    ['one proxy that was gone around: its own peer', '203.0.113.7', null, 1, '203.0.113.7'],
    ['more proxies configured than passed: the outermost that is known', '10.0.0.2', '203.0.113.7', 5, '203.0.113.7'],
    ['an entry that is no address: the peer', '10.0.0.2', 'unknown', 1, '10.0.0.2'],
    ['entries with ports and brackets', '10.0.0.2', '"[2001:db8::1]:4711"', 1, '2001:db8::1'],
    ['IPv4 inside IPv6 is IPv4', '::ffff:203.0.113.7', null, 0, '203.0.113.7'],
    ['a host that hides the peer, one proxy: what it appended', null, `${forged}, 203.0.113.7`, 1, '203.0.113.7'],
    ['a host that hides the peer, two proxies', null, '6.6.6.6, 203.0.113.7, 10.0.0.1', 2, '203.0.113.7'],
    ['a host that hides the peer, none trusted: nobody is believed', null, forged, 0, unknownAddress],
  ])('%s', (_, peer, forwardedFor, trustedHops, expected) => {
    expect(clientAddress({ peer, forwardedFor, trustedHops })).toBe(expected);
  });
});

describe('canonical addresses', () => {
  test.each([
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['198.51.100.4:80', '198.51.100.4'],
    ['010.1.1.1', null],
    ['1.2.3', null],
    ['', null],
    ['localhost', null],
  ])('%s is %s', (text, expected) => {
    expect(canonicalAddress(text)).toBe(expected);
  });
});

test('limits count IPv6 by /64 and everything else whole', () => {
  expect(addressBlock('2001:db8:1:2:3:4:5:6')).toBe(addressBlock('2001:db8:1:2::'));
  expect(addressBlock('2001:db8:1:2::1')).not.toBe(addressBlock('2001:db8:1:3::1'));
  expect(addressBlock('203.0.113.7')).toBe('203.0.113.7');
  // All of IPv4 lies in one /64 of mapped addresses: it must not become one client.
  expect(addressBlock('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(addressBlock(unknownAddress)).toBe(unknownAddress);
});
