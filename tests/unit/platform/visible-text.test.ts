import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from '#lib/platform/visible-text.ts';

describe('visible text', () => {
  it.each([
    ['a line end', 'a\r\nb', 'a\\u{d}\\u{a}b'],
    ['a terminal escape', '\u001b[2Jgone', '\\u{1b}[2Jgone'],
    ['a null', 'a\0b', 'a\\u{0}b'],
    ['C1 controls and next line', '\u0085\u009b', '\\u{85}\\u{9b}'],
    ['a turned direction', 'user\u202egnp.exe', 'user\\u{202e}gnp.exe'],
    ['isolates and marks', '\u2066a\u2069\u200e\u200f\u061c', '\\u{2066}a\\u{2069}\\u{200e}\\u{200f}\\u{61c}'],
    ['other line ends', '\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['what has no width', 'a\u200bb\u2060c\ufeff', 'a\\u{200b}b\\u{2060}c\\u{feff}'],
    ['half of a pair', 'a\ud83d', 'a\\u{d83d}'],
  ])('spells out %s', (_what, text, shown) => {
    expect(visibleText(text, 100)).toBe(shown);
  });

  it('leaves names of all languages, and their joiners, as they are', () => {
    for (const text of ['Ada Lovelace', 'Björk Guðmundsdóttir', 'محمد', 'नमस्ते', '王小明', '👩‍💻', 'می‌خواهم'])
      expect(visibleText(text, 100)).toBe(text);
  });

  it('is one line of well-formed text within its bound, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 40 }), (text, charsMax) => {
        const shown = visibleText(text, charsMax);
        expect(shown.length).toBeLessThanOrEqual(charsMax);
        expect(shown).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
  });

  it('says that something is missing', () => {
    expect(visibleText('abcdef', 4)).toBe('abc…');
    expect(visibleText('abcd', 4)).toBe('abcd');
    expect(visibleText('x'.repeat(10_000_000), 4)).toBe('xxx…');
  });
});
