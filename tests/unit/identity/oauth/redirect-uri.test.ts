import { describe, expect, test } from 'vitest';
import { mayRedirect, mayRegister, redirectTo } from '#lib/identity/oauth/redirect-uri.ts';

const registered = [
  'http://127.0.0.1/callback',
  'http://[::1]/callback',
  'com.example.app:/cb',
  'https://app.example.com/cb',
];

describe('a code is sent', () => {
  test.each([
    ['to the loopback address without a port', 'http://127.0.0.1/callback'],
    ['to any port of it', 'http://127.0.0.1:1/callback'],
    ['to its highest port', 'http://127.0.0.1:65535/callback'],
    ['to the loopback address of IPv6', 'http://[::1]:49152/callback'],
    ['to the scheme that was registered', 'com.example.app:/cb'],
    ['to the https address that was registered', 'https://app.example.com/cb'],
  ])('%s', (_what, uri) => {
    expect(mayRedirect(registered, uri)).toBe(true);
  });
});

describe('no code is sent', () => {
  test.each([
    ['to another path', 'http://127.0.0.1/other'],
    ['to a longer path', 'http://127.0.0.1/callback/x'],
    ['to a path with a slash more', 'http://127.0.0.1/callback/'],
    ['to a path that climbs back', 'http://127.0.0.1/x/../callback'],
    ['to a path in other case', 'http://127.0.0.1/Callback'],
    ['to an encoded path', 'http://127.0.0.1/%63allback'],
    ['to an encoded slash', 'http://127.0.0.1%2fcallback'],
    ['with a query', 'http://127.0.0.1/callback?x=1'],
    ['with an empty query', 'http://127.0.0.1/callback?'],
    ['with a fragment', 'http://127.0.0.1/callback#x'],
    ['with an empty fragment', 'http://127.0.0.1/callback#'],
    ['with a user', 'http://user@127.0.0.1/callback'],
    ['with our address as the user', 'http://127.0.0.1@evil.example/callback'],
    ['with our address and port as user and password', 'http://127.0.0.1:1@evil.example/callback'],
    ['to localhost by name', 'http://localhost/callback'],
    ['to a name that begins like the address', 'http://127.0.0.1.evil.example/callback'],
    ['with a trailing dot', 'http://127.0.0.1./callback'],
    ['to another loopback address', 'http://127.0.0.2/callback'],
    ['to the short form of the address', 'http://127.1/callback'],
    ['to the address as one number', 'http://2130706433/callback'],
    ['to the address in hexadecimal', 'http://0x7f.0.0.1/callback'],
    ['to the address in octal', 'http://0177.0.0.1/callback'],
    ['to the long form of IPv6', 'http://[0:0:0:0:0:0:0:1]/callback'],
    ['to the mapped form of IPv6', 'http://[::ffff:127.0.0.1]/callback'],
    ['to IPv6 with a zone', 'http://[::1%25lo]/callback'],
    ['to any address', 'http://0.0.0.0/callback'],
    ['to port zero', 'http://127.0.0.1:0/callback'],
    ['to a port that there is not', 'http://127.0.0.1:65536/callback'],
    ['to an empty port', 'http://127.0.0.1:/callback'],
    ['to a port with a leading zero', 'http://127.0.0.1:080/callback'],
    ['to a scheme in other case', 'HTTP://127.0.0.1/callback'],
    ['to the loopback address by https', 'https://127.0.0.1/callback'],
    ['with a backslash', 'http://127.0.0.1\\callback'],
    ['with a tab', 'http://127.0.0.1/call\tback'],
    ['with a line end', 'http://127.0.0.1/callback\n'],
    ['with a space before', ' http://127.0.0.1/callback'],
    ['with a space behind', 'http://127.0.0.1/callback '],
    ['to full-width digits', 'http://127.0.0.１/callback'],
    ['to another host of https', 'https://evil.example.com/cb'],
    ['to a host below', 'https://x.app.example.com/cb'],
    ['to https on another port', 'https://app.example.com:444/cb'],
    ['to https on the port that it has anyway', 'https://app.example.com:443/cb'],
    ['to https with a trailing dot', 'https://app.example.com./cb'],
    ['to the host in other case', 'https://APP.example.com/cb'],
    ['to http where https is registered', 'http://app.example.com/cb'],
    ['to another scheme', 'com.example.other:/cb'],
    ['to the scheme with a host', 'com.example.app://cb'],
    ['to the scheme with another path', 'com.example.app:/cb2'],
    ['nowhere', ''],
    ['to a script', 'javascript:alert(1)'],
    ['to a list of addresses', 'http://127.0.0.1/callback,https://evil.example'],
    ['to more than any address has', `http://127.0.0.1/${'a'.repeat(600)}`],
  ])('%s', (_what, uri) => {
    expect(mayRedirect(registered, uri)).toBe(false);
  });

  test('by a scheme that is registered in a form that never should have been', () => {
    expect(mayRedirect(['javascript:alert(1)', 'https://*.example.com/cb'], 'javascript:alert(1)')).toBe(false);
    expect(mayRedirect(['https://*.example.com/cb'], 'https://*.example.com/cb')).toBe(false);
  });
});

describe('a program is registered', () => {
  test.each(['http://127.0.0.1/', 'http://[::1]/a/b', 'com.example.app:/cb', 'https://app.example.com/cb'])(
    'with %s',
    (uri) => expect(mayRegister(uri)).toBe(true),
  );

  test.each([
    ...['http://localhost/cb', 'http://app.example.com/cb', 'https://app.example.com/cb?x=1', 'https://localhost/cb'],
    ...['https://app.example.com/cb#x', 'https://user@app.example.com/cb', 'https://*.example.com/cb', 'myapp:/cb'],
    ...['javascript:/alert(1)', 'data:/text', 'file:/etc', 'com.example.app://host/cb', 'https://app.example.com'],
    ...['https://app.example.com/../cb', 'https://app.example.com/a//b', 'urn:ietf:wg:oauth:2.0:oob', ''],
  ])('never with %s', (uri) => {
    expect(mayRegister(uri)).toBe(false);
  });
});

test('what is put behind an address stands in its query, encoded', () => {
  const to = redirectTo('com.example.app:/cb', { code: 'a&b=c', state: undefined, iss: 'http://127.0.0.1' });
  expect(to).toBe('com.example.app:/cb?code=a%26b%3Dc&iss=http%3A%2F%2F127.0.0.1');
});
