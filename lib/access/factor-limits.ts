import type { LimitRow } from './limits.ts';

/** How often codes of one account are tried; see docs/decisions/0042-second-factors.md. */
export const factorLimits = {
  'factors.try': {
    by: 'user',
    limit: 10,
    windowSeconds: 600,
    onFailure: 'deny',
    reason: 'Codes of one account, counted apart for each browser that has given one before and each network.',
  },
  'factors.hours': {
    by: 'user',
    limit: 15,
    windowSeconds: 7_200,
    onFailure: 'deny',
    reason:
      'The same over two hours, which is as long as attempts are kept: at most 180 guesses a day, three codes in a million right.',
  },
  'factors.strangers': {
    by: 'user',
    limit: 20,
    windowSeconds: 7_200,
    onFailure: 'deny',
    reason: 'Codes of one account from all browsers together that never gave one; those that did are not held up.',
  },
} as const satisfies Record<string, LimitRow>;
