import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOrigin } from '#lib/origins/origin-text.ts';
import { CreateOrigin } from '#lib/origins/schema.ts';

describe('an origin', () => {
  it.each([
    ['https://app.example.com', 'https://app.example.com'],
    ['  https://app.example.com\t', 'https://app.example.com'],
    ['HTTPS://App.Example.COM', 'https://app.example.com'],
    ['https://app.example.com:443', 'https://app.example.com'],
    ['https://app.example.com:8443', 'https://app.example.com:8443'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://BÜCHER.example', 'https://xn--bcher-kva.example'],
    ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
    ['https://intranet', 'https://intranet'],
    ['https://my_app.example.com', 'https://my_app.example.com'],
    ['https://203.0.113.7:9443', 'https://203.0.113.7:9443'],
    ['https://[2001:db8::1]', 'https://[2001:db8::1]'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://localhost:80', 'http://localhost'],
    ['http://127.0.0.1:5173', 'http://127.0.0.1:5173'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('%s is %s, as a browser sends it', (text, origin) => {
    expect(readOrigin(text)).toEqual({ ok: true, origin });
    expect(new URL(text).origin).toBe(origin);
  });

  it.each([
    ['', 'Give an origin'],
    ['null', 'null'],
    ['*', 'patterns are not possible'],
    ['https://*', 'patterns are not possible'],
    ['https://*.example.com', 'patterns are not possible'],
    ['https://app-*.example.com', 'patterns are not possible'],
    ['app.example.com', 'Begin with https://'],
    ['app.example.com:8443', 'Begin with https://'],
    ['//app.example.com', 'Begin with https://'],
    ['https:app.example.com', 'Begin with https://'],
    ['https:\\\\app.example.com', 'Begin with https://'],
    ['javascript:alert(1)', 'Begin with https://'],
    ['ftp://app.example.com', 'Only https'],
    ['file:///etc/passwd', 'Only https'],
    ['chrome-extension://abcdef', 'Only https'],
    ['http://app.example.com', 'Use https'],
    ['http://localhost.example.com', 'Use https'],
    ['http://127.0.0.1.example.com', 'Use https'],
    ['http://127.0.0.2', 'Use https'],
    ['https://', 'The host is missing'],
    ['https:///path', 'The host is missing'],
    ['https://?q', 'The host is missing'],
    ['https://app.example.com/', 'https://app.example.com'],
    ['https://app.example.com/login', 'Leave out what comes after the host'],
    ['https://app.example.com?x=1', 'Leave out what comes after the host'],
    ['https://app.example.com#x', 'Leave out what comes after the host'],
    ['https://app.example.com\\@evil.example', 'Leave out'],
    ['https://app.example.com@evil.example', 'Leave out the user name'],
    ['https://user:secret@app.example.com', 'Leave out the user name'],
    ['https://app.example.com.', 'full stop at the end'],
    ['https://app.example.com:', 'port'],
    ['https://app.example.com:0', 'port'],
    ['https://app.example.com:0443', 'port'],
    ['https://app.example.com:65536', 'port'],
    ['https://app.example.com:443:443', 'port'],
    ['https://app example.com', 'spaces'],
    ['https://app.example.com, https://b.example', 'spaces'],
    ['https://app.example.com\r\nAccess-Control-Allow-Credentials: true', 'spaces'],
    ['https://app\u202e.example.com', 'cannot be seen'],
    ['https://app\u200b.example.com', 'cannot be seen'],
    ['https://app%2eexample.com', 'no host name'],
    ['https://app..example.com', 'no host name'],
    ['https://-app-.example.com', 'no host name'],
    ['https://exa<mple.com', 'no host name'],
    ['https://xn--zz--', 'no host name'],
    ['https://a;b.example', 'no host name'],
    ['https://0x7f.1', '127.0.0.1'],
    ['https://2130706433', '127.0.0.1'],
    ['https://0177.0.0.1', '127.0.0.1'],
    ['https://１２７.0.0.1', '127.0.0.1'],
    ['https://[0:0:0:0:0:0:0:1]', '[::1]'],
    [`https://${'a'.repeat(64)}.example`, 'no host name'],
    [`https://${'a.'.repeat(130)}example`, 'longer than a host name'],
    [`https://${'a'.repeat(5_000)}`, 'longer than a host name'],
  ])('%j is refused, and it is said why', (text, why) => {
    const read = readOrigin(text);
    expect(read.ok ? read.origin : read.problem).toContain(why);
    expect(read.ok).toBe(false);
  });

  it('that is accepted is one that a browser sends, and reads to itself again, whatever was given', () => {
    const near = fc.stringMatching(/^https?:\/\/[a-zA-Z0-9.:@/\\?#%*[\]_ äß。-]{0,30}$/);
    fc.assert(
      fc.property(fc.oneof(near, fc.webUrl(), fc.string({ unit: 'binary', maxLength: 40 })), (text) => {
        const read = readOrigin(text);
        if (!read.ok) return;
        expect(read.origin).toMatch(/^https?:\/\/(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::\d+)?$/);
        expect(new URL(read.origin).origin).toBe(read.origin);
        expect(readOrigin(read.origin)).toEqual(read);
      }),
      { numRuns: 2_000 },
    );
  });

  it('names the field when it is refused as input', () => {
    const refused = CreateOrigin.safeParse({ origin: 'https://*.example.com' });
    expect(refused.error?.issues).toMatchObject([{ path: ['origin'], message: expect.stringContaining('patterns') }]);
    expect(CreateOrigin.safeParse({ origin: 'https://a.example', credentials: true }).success).toBe(false);
  });
});
