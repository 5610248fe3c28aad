import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '#lib/ledger/canonical.ts';

describe('the canonical text of a value', () => {
  it('is the same whatever the order in which its members were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (members) => {
        const there = { ...members } as Json;
        const back = Object.fromEntries(Object.entries(members).reverse()) as Json;
        expect(canonicalJson(back)).toBe(canonicalJson(there));
      }),
    );
  });

  it('reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('holds a member that is called toJSON or __proto__ like any other', () => {
    const members = JSON.parse('{"toJSON":"a","__proto__":{"b":1}}') as Json;
    expect(canonicalJson(members)).toBe('{"__proto__":{"b":1},"toJSON":"a"}');
  });

  it.each([
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['an undefined member', { a: undefined }],
    ['an undefined item', [undefined]],
    ['a hole', new Array(1)],
    ['a date', { at: new Date(0) }],
    ['a map', new Map([['a', 1]])],
    ['bytes', new Uint8Array(2)],
    ['a big integer', 1n],
    ['a function', () => 1],
  ])('refuses %s instead of writing something else', (_name, value) => {
    expect(() => canonicalJson(value as unknown as Json)).toThrow('internal');
  });
});
