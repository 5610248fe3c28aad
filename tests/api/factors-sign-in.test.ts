import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerFactor, readFactorQuestion } from '#lib/identity/factors/answer-factor.ts';
import { listFactors } from '#lib/identity/factors/list-factors.ts';
import { factorCookieName } from '#lib/identity/session-cookies.ts';
import { verifySignIn } from '#lib/identity/sign-in/verify-sign-in.ts';
import { refused } from '../support/call.ts';
import { addApp, addSoftPasskey, createFactorRuntime, personIn, signedIn, type TestApp } from '../support/factors.ts';
import { TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
beforeAll(async () => {
  rt = await createFactorRuntime();
});
afterAll(() => rt.close());

/** A person with an authenticator app, and a browser of theirs that has given the first step. */
async function halfWay(): Promise<{ email: string; app: TestApp; codes: readonly string[]; browser: TestBrowser }> {
  const owner = await signedIn(rt);
  const { email } = await personIn(owner);
  const { app, recoveryCodes } = await addApp(owner);
  rt.clock.advance(90);
  const browser = new TestBrowser();
  await browser.signIn(rt, email);
  return { email, app, codes: recoveryCodes, browser };
}

test('who has a factor gets no session by the mail alone, and reads nothing of the account', async () => {
  const owner = await signedIn(rt);
  const { email } = await personIn(owner);
  await addApp(owner);
  const browser = new TestBrowser();
  const { token } = await browser.askForLink(rt, email);
  const answer = await browser.call(verifySignIn, { token });
  expect(answer).toEqual({ redirectTo: '/sign-in/factor', user: null, organization: null });
  expect((await browser.principal()).kind).toBe('anonymous');
  await refused(browser.call(listFactors), 'unauthorized');
  const question = await browser.call(readFactorQuestion);
  expect(question).toEqual({ state: 'ready', passkeyOptions: null, totp: true, recoveryCodes: true });
});

test('a code of the app signs in, once, with spaces or in full width', async () => {
  const { app, browser, email } = await halfWay();
  const code = app.code();
  const wide = [...code].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('');
  await browser.call(answerFactor, { code: ` ${wide.slice(0, 3)} ${wide.slice(3)} ` });
  expect(await personIn(browser)).toMatchObject({ email, factor: { kind: 'totp' } });
  const second = new TestBrowser();
  await second.signIn(rt, email);
  await refused(second.call(answerFactor, { code }), 'factor_failed');
  rt.clock.advance(30);
  await second.call(answerFactor, { code: app.code() });
});

test('a clock may be a step off to either side, and no more', async () => {
  for (const [seconds, taken] of [
    [-30, true],
    [30, true],
    [-60, false],
    [60, false],
  ] as const) {
    const { app, browser } = await halfWay();
    const attempt = browser.call(answerFactor, { code: app.code(seconds) });
    if (taken) await attempt;
    else await refused(attempt, 'factor_failed');
  }
});

test('two uses of one code at once: one signs in', async () => {
  const { app, browser, email } = await halfWay();
  const other = new TestBrowser();
  await other.signIn(rt, email);
  const code = app.code();
  const both = await Promise.allSettled([browser.call(answerFactor, { code }), other.call(answerFactor, { code })]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a recovery code works once, also for two at once, and its person is told', async () => {
  const { codes, browser, email } = await halfWay();
  const other = new TestBrowser();
  await other.signIn(rt, email);
  const recoveryCode = (codes[0] ?? '').toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  const both = await Promise.allSettled([
    browser.call(answerFactor, { recoveryCode }),
    other.call(answerFactor, { recoveryCode }),
  ]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(rt.mailbox().filter(({ to, subject }) => to === email && /recovery code/i.test(subject))).toHaveLength(1);
  const again = new TestBrowser();
  await again.signIn(rt, email);
  await refused(again.call(answerFactor, { recoveryCode }), 'factor_failed');
});

test('a challenge is answered once, in its browser, in time', async () => {
  const { app, browser, email } = await halfWay();
  const name = factorCookieName(rt.origin);
  const token = browser.cookies.get(name) ?? '';
  const code = app.code();
  const thief = new TestBrowser();
  await refused(thief.call(answerFactor, { code }), 'sign_in_failed');
  await browser.call(answerFactor, { code });
  rt.clock.advance(30);
  thief.cookies.set(name, token);
  await refused(thief.call(answerFactor, { code: app.code() }), 'sign_in_failed');
  const late = new TestBrowser();
  await late.signIn(rt, email);
  rt.clock.advance(600);
  await refused(late.call(answerFactor, { code: app.code() }), 'sign_in_failed');
  expect(await late.call(readFactorQuestion)).toMatchObject({ state: 'dead' });
});

test('the code of another person opens nothing', async () => {
  const mine = await halfWay();
  const theirs = await halfWay();
  await refused(mine.browser.call(answerFactor, { code: theirs.app.code() }), 'factor_failed');
  await refused(mine.browser.call(answerFactor, { recoveryCode: theirs.codes[0] }), 'factor_failed');
});

test('a passkey is a second factor too; that of another person is not', async () => {
  const one = await signedIn(rt);
  const other = await signedIn(rt);
  const { passkey } = await addSoftPasskey(one);
  const foreign = await addSoftPasskey(other);
  const browser = new TestBrowser();
  await browser.signIn(rt, (await personIn(one)).email);
  const { passkeyOptions } = await browser.call(readFactorQuestion);
  await refused(browser.call(answerFactor, { passkey: foreign.passkey.use(passkeyOptions ?? '') }), 'factor_failed');
  await browser.call(answerFactor, { passkey: passkey.use(passkeyOptions ?? '') });
  expect(await personIn(browser)).toMatchObject({ factor: { kind: 'passkey' } });
});

test('guesses are counted apart: a stranger who spends theirs does not hold up the person', async () => {
  const { app, browser, email } = await halfWay();
  await browser.call(answerFactor, { code: app.code() });
  const stranger = new TestBrowser();
  for (let guess = 0; guess < 10; guess += 1) {
    if (guess % 5 === 0) rt.clock.advance(120);
    if (guess % 5 === 0) await stranger.signIn(rt, email);
    await refused(stranger.call(answerFactor, { code: '000000' }), 'factor_failed');
  }
  await stranger.signIn(rt, email);
  const stopped = await refused(stranger.call(answerFactor, { code: app.code() }), 'rate_limited');
  expect(stopped.detail).toBe('factors.try');
  expect(Number(new Headers(stopped.headers).get('retry-after'))).toBeGreaterThan(0);
  await browser.signIn(rt, email);
  await browser.call(answerFactor, { code: app.code() });
  // From another network, too.
  rt.clock.advance(30);
  const elsewhere = new TestBrowser();
  await elsewhere.signIn(rt, email);
  await elsewhere.call(answerFactor, { code: app.code() });
  // And from the stranger's network once the time is over.
  rt.clock.advance(700);
  await stranger.signIn(rt, email);
  await stranger.call(answerFactor, { code: app.code() });
});
