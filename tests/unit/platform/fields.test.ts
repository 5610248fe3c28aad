import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CreateContact, sortNameOf } from '#lib/crm/contacts/schema.ts';
import { CreateDeal } from '#lib/crm/deals/schema.ts';
import { folded, line, paragraphs, trimmed, websiteField } from '#lib/platform/fields.ts';

describe('text', () => {
  test('loses white space and stray marks at its ends, and becomes NFC', () => {
    expect(trimmed('\u202a +1 555 \u202c')).toBe('+1 555');
    expect(trimmed('\ufeffJose\u0301\u00a0')).toBe('Jos\u00e9');
    expect(line(10).parse(' \t ')).toBe('');
  });

  test('is trimmed in time linear in its length', () => {
    const hostile = `a${' '.repeat(500_000)}b`;
    const startedMs = performance.now();
    trimmed(hostile);
    line(10).safeParse(hostile);
    expect(performance.now() - startedMs).toBeLessThan(1_000);
  });

  test('of one line holds no line break; of several it does, one kind of them', () => {
    expect(line(20).safeParse('a\nb').success).toBe(false);
    expect(paragraphs(20).parse('a\r\nb\rc')).toBe('a\nb\nc');
  });

  test('that is accepted is accepted again, unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = line(1_000).safeParse(text);
        if (once.success) expect(line(1_000).parse(once.data)).toBe(once.data);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a website', () => {
  test.each([
    ['example.com', 'https://example.com'],
    ['HTTP://Example.COM', 'http://example.com'],
    ['https://example.com/Path?q=1#x', 'https://example.com/Path?q=1#x'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    ['//example.com', 'https://example.com'],
    ['example.com:8080/x', 'https://example.com:8080/x'],
    ['  ', ''],
  ])('%j is kept as %j', (typed, kept) => {
    expect(websiteField.parse(typed)).toBe(kept);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt://example.com/%0aalert(1)',
    'data:text/html,x',
    'ftp://example.com',
    'https://user:pass@example.com',
    'https://localhost',
    'https://example.com/<script>',
    'java\nscript:alert(1)',
    'https://exa\u202emple.com',
    'javascript:80',
    'mailto:a@example.com',
  ])('%j is refused', (typed) => {
    expect(websiteField.safeParse(typed).success).toBe(false);
  });
});

describe('records', () => {
  test('a contact cannot be given a prototype through its custom fields', () => {
    const input = JSON.parse('{"firstName":"A","customFields":{"__proto__":"x","constructor":"y"}}');
    const parsed = CreateContact.safeParse(input);
    const fields = parsed.success ? (parsed.data.customFields ?? {}) : {};
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
    expect(Object.keys(fields)).not.toContain('__proto__');
  });

  test('contacts sort by last name, first name, company, without case and accents', () => {
    expect(sortNameOf({ firstName: 'Zoë', lastName: 'Ørsted', company: 'X', email: null })).toBe('ørsted zoe x');
    expect(folded('ÅNGSTRÖM')).toBe('angstrom');
  });

  test('a deal takes every currency of ISO 4217 that is in use, in any case', () => {
    for (const currency of ['USD', 'eur', 'JPY', 'KWD', 'CHF']) {
      expect(CreateDeal.parse({ title: 'X', amountMinor: 1, currency }).currency).toBe(currency.toUpperCase());
    }
  });
});
