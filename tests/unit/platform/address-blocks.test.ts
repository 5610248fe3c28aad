import { describe, expect, it } from 'vitest';
import { canonicalBlock, inBlocks } from '#lib/platform/address-blocks.ts';

describe('an address or block in its canonical text', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1 ', '192.0.2.1'],
    ['192.0.2.1/32', '192.0.2.1'],
    ['192.0.2.77/24', '192.0.2.0/24'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['2001:db8::1/128', '2001:db8::1'],
    ['2001:db8:1:2:3::/48', '2001:db8:1::/48'],
    ['::/0', '::/0'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:0201', '192.0.2.1'],
    ['::ffff:192.0.2.9/120', '192.0.2.0/24'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalBlock(text)).toBe(canonical);
    expect(canonicalBlock(canonical)).toBe(canonical);
  });

  it.each([
    '',
    'example.com',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.1/33',
    '192.0.2.1/-1',
    '192.0.2.1/08',
    '192.0.2.1/',
    '/24',
    '010.0.0.1',
    '0x7f.0.0.1',
    '2130706433',
    '2001:db8::/129',
    'fe80::1%eth0',
    '::ffff:0:0/90',
    '192.0.2.1 192.0.2.2',
    '[2001:db8::1]',
    '192.0.2.0-192.0.2.9',
    '*',
  ])('%s is neither', (text) => {
    expect(canonicalBlock(text)).toBeNull();
  });
});

describe('whether an address lies in a list of blocks', () => {
  it.each([
    ['the first of a block', '192.0.2.0', ['192.0.2.0/24'], true],
    ['the last of a block', '192.0.2.255', ['192.0.2.0/24'], true],
    ['the one before it', '192.0.1.255', ['192.0.2.0/24'], false],
    ['the one after it', '192.0.3.0', ['192.0.2.0/24'], false],
    ['a single address', '192.0.2.7', ['192.0.2.7'], true],
    ['its neighbour', '192.0.2.8', ['192.0.2.7'], false],
    ['IPv4 that came inside IPv6', '::ffff:192.0.2.7', ['192.0.2.0/24'], true],
    ['the last of an IPv6 block', '2001:db8:1:ffff:ffff:ffff:ffff:ffff', ['2001:db8:1::/48'], true],
    ['the one after it', '2001:db8:2::', ['2001:db8:1::/48'], false],
    ['a block that ends within a byte', '10.127.255.255', ['10.0.0.0/9'], true],
    ['the one after such a block', '10.128.0.0', ['10.0.0.0/9'], false],
    ['IPv4 in all of IPv6', '192.0.2.7', ['::/0'], false],
    ['IPv6 in all of IPv4', '2001:db8::1', ['0.0.0.0/0'], false],
    ['the second of two', '2001:db8::1', ['192.0.2.0/24', '2001:db8::/32'], true],
    ['an empty list', '192.0.2.7', [], false],
    ['a client that nobody vouches for', 'unknown', ['0.0.0.0/0', '::/0'], false],
  ])('%s', (_what, address, blocks, expected) => {
    expect(inBlocks(address, blocks)).toBe(expected);
  });
});
