import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrictJson } from '#lib/http/strict-json.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';

function refusal(text: string): string {
  try {
    parseStrictJson(text);
  } catch (error) {
    if (isHoldfastError(error) && error.code === 'malformed_body') return error.publicMessage;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

describe('strict JSON', () => {
  it('reads every value as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        fc.pre(!text.includes('__proto__') && text.isWellFormed() && !/\\ud[89a-f]/i.test(text));
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
    ['{"a":1e999}', 'this number is too large, at position 5'],
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

  it('takes linear time for a long body of many names', () => {
    const text = JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`name${n}`, n])));
    const started = performance.now();
    parseStrictJson(text);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
