import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeEmail } from '#lib/platform/email-address.ts';

describe('normalizeEmail', () => {
  test.each([
    ['Jane.Doe@Example.COM', 'jane.doe@example.com'],
    ['  jane+crm@example.com\t', 'jane+crm@example.com'],
    ['jane＠example．com', 'jane@example.com'],
    ['josé@exämple.de', 'josé@xn--exmple-cua.de'],
    ['jose\u0301@example.com', 'jos\u00e9@example.com'],
    ["o'neil@example.co.uk", "o'neil@example.co.uk"],
    ['x@xn--bcher-kva.example', 'x@xn--bcher-kva.example'],
    ['x@bücher.example', 'x@xn--bcher-kva.example'],
  ])('%j becomes %j', (typed, form) => {
    expect(normalizeEmail(typed)).toBe(form);
  });

  test.each([
    '',
    '@',
    'jane',
    'jane@',
    '@example.com',
    'jane@localhost',
    'jane@@example.com',
    'jane@doe@example.com',
    'jane doe@example.com',
    'jane@exam ple.com',
    'jane@example.com\r\nBcc: all@example.com',
    'jane@example.com\u0000',
    'Jane <jane@example.com>',
    'jane@example.com,joe@example.com',
    '"jane doe"@example.com',
    '.jane@example.com',
    'jane.@example.com',
    'ja..ne@example.com',
    'jane@[127.0.0.1]',
    'jane@127.0.0.1',
    'jane@0x7f000001.1',
    'jane@example.com:25',
    'jane@example.com/path',
    'jane@-example.com',
    'jane@example-.com',
    'jane@example..com',
    'jane@.example.com',
    'jane@exa%6dple.com',
    'jane@\u200bexample.com\u202e',
    'jane\ud800@example.com',
    `${'a'.repeat(65)}@example.com`,
    `${'ä'.repeat(33)}@example.com`,
    `jane@${'a'.repeat(64)}.com`,
    `jane@${'a.'.repeat(125)}com`,
  ])('refuses %j', (typed) => {
    expect(normalizeEmail(typed)).toBeNull();
  });

  test('a normal form is its own normal form, whatever was typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'grapheme' })), (typed) => {
        const form = normalizeEmail(typed);
        if (form !== null) expect(normalizeEmail(form)).toBe(form);
      }),
      { numRuns: 2000 },
    );
  });
});
