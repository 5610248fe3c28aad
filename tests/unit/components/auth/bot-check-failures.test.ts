import { describe, expect, test } from 'vitest';
import { botCheckFailures, failureOfCode } from '../../../../components/auth/bot-check-failures.ts';

describe('what the widget says', () => {
  test.each([
    ['110100', 'settings'],
    ['110110', 'settings'],
    ['110200', 'settings'],
    ['110420', 'settings'],
    ['110500', 'unsupported'],
    ['110510', 'unsupported'],
    ['110600', 'late'],
    ['110620', 'late'],
    ['120001', 'unsolved'],
    ['200010', 'clock'],
    ['200100', 'clock'],
    ['200500', 'blocked'],
    ['300010', 'unsolved'],
    ['400020', 'settings'],
    ['400070', 'settings'],
    ['600010', 'unsolved'],
    ['999999', 'unsolved'],
    ['Invalid value for parameter "theme"', 'settings'],
    ['', 'settings'],
  ])('by %j is told as %s', (code, failure) => {
    expect(failureOfCode(code)).toBe(failure);
  });

  test('is told with what helps', () => {
    for (const { title, text } of Object.values(botCheckFailures)) {
      expect(title).toMatch(/check for bots/);
      expect(text).toMatch(/^[A-Z].*\.$/);
    }
  });
});
