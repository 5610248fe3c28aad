import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateKey, parseKey } from '#lib/api-keys/key-format.ts';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomPart = fc
  .array(fc.constantFrom(...crockford), { minLength: 26, maxLength: 26 })
  .map((parts) => parts.join(''));

describe('a new key', () => {
  it.each(['live', 'test'] as const)('of mode %s is its mark and 26 Crockford characters', (mode) => {
    for (let n = 0; n < 200; n += 1) {
      const key = generateKey(mode);
      expect(key.text).toMatch(new RegExp(`^ck_${mode}_[0-9A-HJKMNP-TV-Z]{26}$`));
      expect(key.prefix).toBe(key.text.slice(8, 16));
      expect(parseKey(key.text)).toEqual(key);
    }
  });

  it('has five random bits in each of its 26 places', () => {
    const rounds = 4_000;
    const counts = Array.from({ length: 26 }, () => new Map<string, number>());
    for (let n = 0; n < rounds; n += 1) {
      [...generateKey('live').text.slice(8)].forEach((letter, place) => {
        const count = counts[place] as Map<string, number>;
        count.set(letter, (count.get(letter) ?? 0) + 1);
      });
    }
    // Chi-squared with 31 degrees of freedom exceeds 90 once in ten million tries.
    for (const count of counts) {
      expect(count.size).toBe(32);
      const expected = rounds / 32;
      const chiSquared = [...count.values()].reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
      expect(chiSquared).toBeLessThan(90);
    }
  });
});

describe('a key as people type it', () => {
  it('is read whatever its case, with O for 0 and I or L for 1', () => {
    fc.assert(
      fc.property(randomPart, fc.infiniteStream(fc.nat(2)), fc.infiniteStream(fc.boolean()), (random, marks, cases) => {
        const typed = [...`ck_live_${random}`].map((letter, index) => {
          const mark = marks.next().value as number;
          const confused =
            index < 8 ? letter : letter === '0' && mark === 1 ? 'O' : letter === '1' ? ['1', 'I', 'L'][mark] : letter;
          return cases.next().value ? confused?.toLowerCase() : confused?.toUpperCase();
        });
        expect(parseKey(typed.join(''))?.text).toBe(`ck_live_${random}`);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['too short', 'ck_live_0123456789ABCDEFGHJKMNPQR'],
    ['too long', 'ck_live_0123456789ABCDEFGHJKMNPQRST'],
    ['the letter U', 'ck_live_U123456789ABCDEFGHJKMNPQRS'],
    ['another mode', 'ck_prod_0123456789ABCDEFGHJKMNPQRS'],
    ['another mark', 'sk_live_0123456789ABCDEFGHJKMNPQRS'],
    ['space around it', ' ck_live_0123456789ABCDEFGHJKMNPQRS'],
    ['a line end', 'ck_live_0123456789ABCDEFGHJKMNPQRS\n'],
    ['hyphens', 'ck_live_0123-56789ABCDEFGHJKMNPQRS'],
    ['a letter that folds to S', 'ck_live_0123456789ABCDEFGHJKMNPQR\u017f'],
    ['full-width digits', `ck_live_${'\uff10'.repeat(26)}`],
  ])('is no key with %s', (_what, token) => {
    expect(parseKey(token)).toBeNull();
  });

  it('is never misread: whatever is read has the one spelling', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 34, maxLength: 34, unit: fc.constantFrom(...`${crockford}ILOUcklivetest_`) }),
        (token) => {
          const key = parseKey(token);
          if (key !== null) expect(key.text).toMatch(/^ck_(live|test)_[0-9A-HJKMNP-TV-Z]{26}$/);
        },
      ),
    );
  });
});
