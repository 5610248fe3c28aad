import { describe, expect, test } from 'vitest';
import { hashUserCode, newUserCode, shownUserCode, typedUserCode } from '#lib/identity/oauth/user-code.ts';

describe('a user code', () => {
  test('is eight letters that are taken for no others, and every letter comes up', () => {
    const codes = Array.from({ length: 500 }, newUserCode);
    for (const code of codes) expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
    expect(new Set(codes.join('')).size).toBe(20);
    expect(new Set(codes).size).toBe(500);
  });

  test('is known however it is typed', () => {
    const code = 'BCDFGHJK';
    const typed = [
      code,
      shownUserCode(code),
      'bcdf-ghjk',
      ' BCDF GHJK ',
      'BCDF—GHJK',
      'ＢＣＤＦ－ＧＨＪＫ',
      'B C D F G H J K',
    ];
    for (const text of typed) expect(typedUserCode(text), text).toBe(code);
  });

  test.each(['', 'BCDFGHJ', 'BCDFGHJKL', 'ABCDEFGH', 'BCDF_GHJK', 'BCDFGHJ1', 'БCDFGHJK', "BCDF' OR"])(
    'is none of ours: %s',
    (text) => expect(typedUserCode(text)).toBeNull(),
  );

  test('is kept under the installation’s secret', () => {
    const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(hashUserCode(one, 'BCDFGHJK')).toEqual(hashUserCode(one, 'BCDFGHJK'));
    expect(hashUserCode(one, 'BCDFGHJK')).not.toEqual(hashUserCode(two, 'BCDFGHJK'));
    expect(hashUserCode(one, 'BCDFGHJK')).not.toEqual(hashUserCode(one, 'BCDFGHJL'));
  });
});
