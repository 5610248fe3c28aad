import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrictJson } from '#lib/http/strict-json.ts';
import { type HoldfastError, isHoldfastError } from '#lib/platform/errors.ts';

function refused(text: string): HoldfastError {
  try {
    parseStrictJson(text);
  } catch (error) {
    if (isHoldfastError(error) && error.code === 'malformed_body') return error;
    throw error;
  }
  throw new Error(`accepted: ${text.slice(0, 100)}`);
}

const refusal = (text: string) => refused(text).publicMessage;

const isExact = (value: unknown): boolean =>
  typeof value === 'number'
    ? Math.abs(value) <= Number.MAX_SAFE_INTEGER
    : typeof value !== 'object' || value === null || Object.values(value).every(isExact);

describe('strict JSON', () => {
  it('reads every value as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        fc.pre(isExact(value) && !text.includes('__proto__') && text.isWellFormed() && !/\\ud[89a-f]/i.test(text));
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('accepts nothing that JSON.parse refuses, whatever is cut, changed or added', () => {
    const text = '{"a":[1,-2.5e3,true,null,"x\\u00e9\\n"],"b":{"c":""}}';
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 3 }), fc.nat(3), (at, put, cut) => {
        const changed = text.slice(0, at) + put + text.slice(at + cut);
        let parsed: unknown;
        try {
          parsed = parseStrictJson(changed);
        } catch {
          return;
        }
        expect(parsed).toEqual(JSON.parse(changed));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'this member name stands twice, at position 7 (line 1, column 8)'],
    ['{"a":{"b":1,"\\u0062":2}}', 'this member name stands twice, at position 12'],
    ['{"__proto__":{"admin":true}}', 'this member name is not accepted, at position 1'],
    ['{"a":{"\\u005f_proto__":1}}', 'this member name is not accepted'],
    ['{"a":1e400}', 'this number is too large, at position 5'],
    ['{"a":-1e400}', 'this number is too large, at position 5'],
    ['{"a":12345678901234567890}', 'this number is too large, at position 5'],
    ['{"a":-9007199254740992}', 'this number is too large, at position 5'],
    ['{"a":1e-400}', 'this number is too close to zero, at position 5'],
    ['{"a":"\\ud800"}', 'half a character, at position 6'],
    ['{"a":"\\udc00\\ud800"}', 'half a character'],
    ['{"a":1,}', 'a string is missing, at position 7'],
    ['{"a" 1}', 'a colon is missing, at position 5'],
    ['{\n  "a": 1\n  "b": 2\n}', 'a comma or a closing brace is missing, at position 13 (line 3, column 3)'],
    ['[1 2]', 'a comma or a closing bracket is missing, at position 3'],
    ['{"a":1} x', 'something follows the value, at position 8'],
    ['{"a":', 'the text ends too early, at position 5'],
    ['{"a":"b', 'a string has no end, at position 5'],
    ['{"a":01}', 'a comma or a closing brace is missing'],
    ['{"a":NaN}', 'this is no JSON value, at position 5'],
    ['{"a":"tab\there"}', 'a control character stands in a string, at position 9'],
    ['{"a":"\\x41"}', 'an escape that JSON does not know, at position 6'],
    ['[]'.padStart(66, '[').padEnd(130, ']'), 'nested deeper than 32 levels, at position 32'],
  ])('refuses %s and says where', (text, expected) => {
    expect(refusal(text)).toContain(expected);
  });

  it('keeps every number that it accepts as it was written', () => {
    const text = '[9007199254740991,-9007199254740991,0,-0,0.0,0e9,1.5,-2.5e-3,5e-324]';
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['{"interactions":[{"body":1},{"metadata":{"a":1,"a":2}}]}', 'interactions.1.metadata.a'],
    ['{"a":{"b":[0,1e400]}}', 'a.b.1'],
    ['{"a":[true,"\\ud800"]}', 'a.1'],
    ['{"a":{"__proto__":1}}', 'a.__proto__'],
  ])('names the place in %s by its path', (text, path) => {
    expect(refused(text).problems).toEqual([{ path, message: expect.any(String) }]);
  });

  it('bounds the members of one object, and the values of all', () => {
    const object = (members: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: members }, (_, n) => [`n${n}`, 0])));
    expect(parseStrictJson(object(1_000))).toHaveProperty('n999');
    expect(refusal(object(1_001))).toContain('an object has more than 1000 members');
    expect(parseStrictJson(`[${'0,'.repeat(49_998)}0]`)).toHaveLength(49_999);
    expect(refusal(`[${'0,'.repeat(49_999)}0]`)).toContain('more than 50000 values');
  });

  it('answers shortly, however long the name that is wrong', () => {
    const name = 'n'.repeat(100_000);
    const { problems, publicMessage } = refused(`{"${name}":1,"${name}":2}`);
    expect(JSON.stringify([problems, publicMessage]).length).toBeLessThan(500);
  });

  it('takes linear time: what a squared one would never end is read', () => {
    const escapes = '\\n\\"'.repeat(500_000);
    const text = `{"escapes":"${escapes}","values":[${'"a",'.repeat(40_000)}0]}`;
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
    expect(refusal(`{"open":"${escapes}`)).toContain('a string has no end');
  });
});
