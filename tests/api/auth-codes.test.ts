import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeAttemptsMax, codeAttemptsPerHourMax } from '#lib/identity/sign-in/login-tokens.ts';
import { verifySignIn } from '#lib/identity/sign-in/verify-sign-in.ts';
import { refused } from '../support/call.ts';
import { type MailedLink, TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let people = 0;
let email: string;

beforeAll(async () => {
  rt = await createTestRuntime();
});

afterAll(() => rt.close());

beforeEach(() => {
  people += 1;
  email = `person${people}@example.com`;
});

/** Codes other than the real one. */
function wrongCodes(link: MailedLink, many: number): string[] {
  return Array.from({ length: many + 1 }, (_, n) => String(n).padStart(6, '0'))
    .filter((code) => code !== link.code)
    .slice(0, many);
}

const guess = (code: string, browser = new TestBrowser()) => browser.call(verifySignIn, { email, code });

describe('the six digits', () => {
  test('sign in on another device that never asked', async () => {
    const link = await new TestBrowser().askForLink(rt, email);
    const other = new TestBrowser();
    await other.call(verifySignIn, {
      email: email.toUpperCase(),
      code: `${link.code.slice(0, 3)} ${link.code.slice(3)}`,
    });
    expect(await other.principal()).toMatchObject({ email });
  });

  test('are dead after five wrong ones, from whatever addresses they come; the link is not', async () => {
    const browser = new TestBrowser();
    const link = await browser.askForLink(rt, email);
    for (const code of wrongCodes(link, codeAttemptsMax)) await refused(guess(code), 'sign_in_failed');
    await refused(guess(link.code), 'sign_in_failed');
    await refused(guess(link.code, browser), 'sign_in_failed');
    await browser.call(verifySignIn, { token: link.token });
  });

  test('count wrong ones exactly when they come all at once', async () => {
    const link = await new TestBrowser().askForLink(rt, email);
    const attempts = wrongCodes(link, 40).map((code) => guess(code));
    await Promise.all(attempts.map((attempt) => refused(attempt, 'sign_in_failed')));
    const row = await rt.tenancy.control.get('SELECT codeAttempts FROM LoginToken WHERE email = ?', [email]);
    expect(row).toEqual({ codeAttempts: codeAttemptsMax });
  });

  test('work once when they come all at once', async () => {
    const link = await new TestBrowser().askForLink(rt, email);
    const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => guess(link.code)));
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
  });

  test('get no more guesses by asking for more mails: ten wrong ones in an hour close the way by code', async () => {
    let wrong = 0;
    for (let mails = 0; mails < 4; mails += 1) {
      const attacker = new TestBrowser();
      const link = await attacker.askForLink(rt, email);
      for (const code of wrongCodes(link, codeAttemptsMax)) {
        await refused(guess(code, attacker), 'sign_in_failed');
        wrong += 1;
      }
    }
    expect(wrong).toBeGreaterThan(codeAttemptsPerHourMax);
    const counted = await rt.tenancy.control.get<{ n: number }>(
      'SELECT sum(codeAttempts) AS n FROM LoginToken WHERE email = ?',
      [email],
    );
    expect(counted?.n).toBe(codeAttemptsPerHourMax);
    const victim = new TestBrowser();
    const mine = await victim.askForLink(rt, email);
    await refused(guess(mine.code, victim), 'sign_in_failed');
    await victim.call(verifySignIn, { token: mine.token });
    rt.clock.advance(3_601);
    const later = await victim.askForLink(rt, email);
    await guess(later.code);
  });

  test('of the browser that asked are not displaced by a stranger who asks for the same address', async () => {
    const victim = new TestBrowser();
    const mine = await victim.askForLink(rt, email);
    rt.clock.advance(1);
    const attacker = new TestBrowser();
    const theirs = await attacker.askForLink(rt, email);
    for (const code of wrongCodes(theirs, codeAttemptsMax)) await refused(guess(code, attacker), 'sign_in_failed');
    await guess(mine.code, victim);
  });

  test('of one address do nothing for another', async () => {
    const link = await new TestBrowser().askForLink(rt, email);
    const victim = `victim-${email}`;
    await new TestBrowser().askForLink(rt, victim);
    await refused(new TestBrowser().call(verifySignIn, { email: victim, code: link.code }), 'sign_in_failed');
  });

  test.each(['12345', '1234567', 'abcdef', '12345٦', '', '1e5000', '-12345'])('%j are no digits', async (code) => {
    await refused(guess(code), 'invalid_input');
  });

  test('are wanted together with the address, and not together with a token', async () => {
    const browser = new TestBrowser();
    const link = await browser.askForLink(rt, email);
    const wrong = [{}, { email }, { code: link.code }, { ...link, token: link.token, email, code: link.code }];
    for (const input of wrong) await refused(browser.call(verifySignIn, input), 'invalid_input');
    await browser.call(verifySignIn, { email, code: link.code });
  });
});
