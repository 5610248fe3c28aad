import { describe, expect, it } from 'vitest';
import { type Choice, choiceIn, choiceValue } from '#lib/consent/choice-cookie.ts';

const choice: Choice = {
  ...{ storefront: 'shop', policy: 'a'.repeat(64), choices: { functional: false, analytics: true, marketing: false } },
  ...{ method: 'custom', at: 1_700_000_000_000, consentId: 'ID', url: 'https://x.example/consent/shop#ID' },
};
const unsent = { onceKey: '0123456789abcdef'.repeat(2), language: 'de' } as const;

describe('what a browser remembers of a choice', () => {
  it('is read as it was written, told or not, decoded or not', () => {
    for (const each of [choice, { ...choice, unsent }, { ...choice, consentId: undefined, url: undefined, unsent }]) {
      const value = choiceValue(each);
      expect(value).toMatch(/^[!#-+\--:<-[\]-~]*$/);
      expect(choiceIn(value, 'shop')).toEqual(each);
      expect(choiceIn(decodeURIComponent(value), 'shop')).toEqual(each);
    }
  });

  it.each([
    ['nothing', undefined],
    ['an empty value', ''],
    ['no JSON', '[broken'],
    ['half a character', '%E0%A4%A'],
    ['another shape', '{"storefront":"shop"}'],
    ['an unknown method', JSON.stringify(['shop', 'a', [], 'scrolled', 1])],
    ['a time that is none', JSON.stringify(['shop', 'a', [], 'custom', '1'])],
    ['another storefront', choiceValue({ ...choice, storefront: 'other' })],
  ])('is nothing where it says %s', (_what, value) => {
    expect(choiceIn(value, 'shop')).toBeNull();
  });

  it('allows nothing that was never asked for, and sends again nothing that has no language', () => {
    const value = JSON.stringify(['shop', 'a', ['necessary', 'spying', 'analytics'], 'custom', 1, '', '', 'zz']);
    expect(choiceIn(value, 'shop')).toMatchObject({
      choices: { functional: false, analytics: true, marketing: false },
      unsent: undefined,
    });
  });

  it.each(['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', '//evil.example', 7])(
    'leads nowhere but to a web address: %j',
    (url) => {
      const value = JSON.stringify(['shop', 'a', [], 'custom', 1, 'ID', url, 0]);
      expect(choiceIn(value, 'shop')).toMatchObject({ consentId: 'ID', url: undefined });
    },
  );
});
