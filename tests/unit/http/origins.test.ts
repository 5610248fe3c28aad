import { describe, expect, it } from 'vitest';
import { judgeHost } from '#lib/http/hosts.ts';
import { provenSameOrigin, sentByForeignPage } from '#lib/http/same-origin.ts';

const own = 'https://trust.example';

describe('whether a browser vouches for a request', () => {
  it.each([
    ['a page of ours', own, 'same-origin', true, false],
    ['a page of ours, GET', null, 'same-origin', true, false],
    ['a page of ours, old browser, unsafe method', own, null, true, false],
    ['another site', 'https://evil.example', 'cross-site', false, true],
    ['another site, old browser', 'https://evil.example', null, false, true],
    ['a sibling host', 'https://blog.trust.example', 'same-site', false, true],
    ['a sandboxed frame', 'null', 'cross-site', false, true],
    ['a typed address', null, 'none', false, false],
    ['a program that is no browser', null, null, false, false],
    ['an origin that only begins like ours', 'https://trust.example.evil.example', 'same-origin', false, true],
  ])('%s', (_, origin, secFetchSite, vouched, foreign) => {
    expect(provenSameOrigin({ origin, secFetchSite }, own)).toBe(vouched);
    expect(sentByForeignPage({ origin, secFetchSite }, own)).toBe(foreign);
  });
});

describe('hosts in local mode', () => {
  const local = 'http://127.0.0.1:3000';

  it.each([
    ['127.0.0.1:3000', 'serve'],
    ['localhost:3000', 'redirect'],
    ['[::1]:3000', 'redirect'],
    ['localhost:8080', 'serve'],
    ['rebound.example:3000', 'refuse'],
    ['127.0.0.1.rebound.example:3000', 'refuse'],
    ['localhost.rebound.example', 'refuse'],
    ['127.0.0.1:3000@evil.example', 'refuse'],
    ['', 'refuse'],
    [undefined, 'refuse'],
  ])('%s', (host, kind) => {
    expect(judgeHost(host, local, true).kind).toBe(kind);
  });

  it('an address that was configured is served under its own name', () => {
    expect(judgeHost('tunnel.example', 'https://tunnel.example', true).kind).toBe('serve');
    expect(judgeHost('localhost:3000', 'https://tunnel.example', true).kind).toBe('serve');
  });

  it('production leaves names to the proxy in front', () => {
    expect(judgeHost('anything.internal', own, false).kind).toBe('serve');
  });
});
