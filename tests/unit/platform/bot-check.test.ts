import { describe, expect, test } from 'vitest';
import { admit, type BotVerdict } from '#lib/platform/bot-check.ts';
import { type GuardedForm, guardedForms } from '#lib/platform/guarded-forms.ts';
import { refused } from '../../support/call.ts';

const forms = Object.keys(guardedForms) as GuardedForm[];
const wrong: BotVerdict = { outcome: 'refused', reason: 'spent token' };
const without: BotVerdict = { outcome: 'unavailable', cause: 'no_token', reason: 'no token' };
const down: BotVerdict = { outcome: 'unavailable', cause: 'verifier', reason: 'no answer in time' };
const admitted = async (form: GuardedForm, verdict: BotVerdict) => admit(form, verdict);

describe('guarded forms', () => {
  test('have names that Turnstile takes as actions, and a reason', () => {
    for (const form of forms) {
      expect(form).toMatch(/^[a-z0-9_-]{1,32}$/);
      expect(guardedForms[form].reason, form).toMatch(/^[A-Z].*\.$/s);
    }
  });

  test.each(forms)('%s takes who passed, and nobody with a wrong token', async (form) => {
    expect(await admitted(form, { outcome: 'passed' })).toBe('admitted');
    const error = await refused(admitted(form, wrong), 'bot_check_failed');
    expect(error.detail).toBe(`${form}: spent token`);
    expect(error.publicMessage).not.toContain('spent');
  });

  test.each(['login', 'register'] as const)('%s refuses whom nobody vouches for, and says why', async (form) => {
    const missing = await refused(admitted(form, without), 'bot_check_failed');
    expect(missing.publicMessage).toContain('challenges.cloudflare.com');
    const unavailable = await refused(admitted(form, down), 'bot_check_unavailable');
    expect([unavailable.status, unavailable.headers]).toEqual([503, { 'retry-after': '60' }]);
    expect(unavailable.publicMessage).toContain('Try again in a few minutes');
  });

  test('contact keeps them aside, and the form for rights takes them in smaller number', async () => {
    for (const verdict of [without, down]) {
      expect(await admitted('contact', verdict)).toBe('queue');
      expect(await admitted('request', verdict)).toBe('limit');
    }
  });
});
