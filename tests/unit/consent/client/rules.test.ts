import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cookieDomains, cookiePaths, nameMatches } from '#lib/consent/client/cleanup.ts';
import { contrast, inkOn, readableOn } from '#lib/consent/client/colours.ts';
import { hostMatches, isSameSite, servicesOf } from '#lib/consent/client/hosts.ts';
import { knownLanguages } from '#lib/consent/client/tag.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('colours', () => {
  it('contrast is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
  });

  it('whatever the brand, it can be read on paper, and what stands on it can be read too', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom('#f5f6f8', '#21242b', '#ffffff', '#000000'), (brand, surface) => {
        const accent = readableOn(surface, brand);
        expect(contrast(accent, surface)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(inkOn(accent), accent)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a brand that can be read is left as it is', () => {
    expect(readableOn('#ffffff', '#1d4ed8')).toBe('#1d4ed8');
  });
});

describe('hosts', () => {
  it.each([
    ['stats.example', 'stats.example', true],
    ['stats.example', 'a.stats.example', false],
    ['*.stats.example', 'a.stats.example', true],
    ['*.stats.example', 'a.b.stats.example', true],
    ['*.stats.example', 'stats.example', false],
    ['*.stats.example', 'evilstats.example', false],
    ['stats.example', 'stats.example.evil.test', false],
  ])('%s speaks of %s: %s', (pattern, host, matches) => {
    expect(hostMatches(pattern, host)).toBe(matches);
  });

  const service = (id: string, ...hosts: string[]) => ({
    id,
    name: id,
    category: 'analytics' as const,
    hosts,
    cookies: [],
  });

  it('the closest pattern counts, and all that share it', () => {
    const wide = service('wide', '*.example.com');
    const near = service('near', '*.tags.example.com');
    const exact = service('exact', 'a.tags.example.com');
    const twin = service('twin', 'a.tags.example.com');
    const all = [wide, near, exact, twin];
    expect(servicesOf(all, 'a.tags.example.com')).toEqual([exact, twin]);
    expect(servicesOf(all, 'b.tags.example.com')).toEqual([near]);
    expect(servicesOf(all, 'c.example.com')).toEqual([wide]);
    expect(servicesOf(all, 'example.com')).toEqual([]);
  });

  it.each([
    ['shop.example.com', 'cdn.example.com', true],
    ['example.com', 'cdn.example.com', true],
    ['shop.example', 'spy.example', false],
    ['shop.co.uk', 'spy.co.uk', false],
    ['shop.com.au', 'spy.com.au', false],
    ['127.0.0.1', '127.0.0.2', false],
    ['example.com', 'notexample.com', false],
  ])('%s and %s are one site: %s', (one, other, same) => {
    expect(isSameSite(one, other)).toBe(same);
    expect(isSameSite(other, one)).toBe(same);
  });
});

describe('traces', () => {
  it('names are meant exactly, or by their beginning', () => {
    expect(nameMatches('_ga', '_ga')).toBe(true);
    expect(nameMatches('_ga', '_ga_x')).toBe(false);
    expect(nameMatches('_ga_*', '_ga_x')).toBe(true);
    expect(nameMatches('_ga.*', '_gaxx')).toBe(false);
  });

  it('every domain and path that a cookie may have been set for is tried', () => {
    expect(cookieDomains('a.b.example.com')).toEqual([null, 'a.b.example.com', 'b.example.com', 'example.com', 'com']);
    expect(cookiePaths('/a/b')).toEqual(['/', '/a', '/a/', '/a/b', '/a/b/']);
  });
});

describe('languages', () => {
  it('those that are spoken, in the order of preference, once each', () => {
    expect(knownLanguages([undefined, 'de-AT', 'nb-NO', 'EN_us', 'de', 'zh'])).toEqual(['de', 'en']);
    expect(knownLanguages(['ja'])).toEqual([]);
  });
});
