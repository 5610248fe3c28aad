import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { answerFactor, readFactorQuestion } from '#lib/identity/factors/answer-factor.ts';
import { addPasskey, askNewPasskey } from '#lib/identity/factors/passkey-operations.ts';
import { reportChange } from '#lib/identity/factors/report-change.ts';
import { resetMemberFactors } from '#lib/identity/factors/reset-factors.ts';
import { askSignInPasskey, signInByPasskey } from '#lib/identity/factors/sign-in-by-passkey.ts';
import { askPasskey, stepUp } from '#lib/identity/factors/step-up.ts';
import { offerAuthenticator } from '#lib/identity/factors/totp-operations.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { deviceCookieName } from '#lib/identity/session-cookies.ts';
import { call, refused } from '../support/call.ts';
import {
  addApp,
  addSoftPasskey,
  appOf,
  createFactorRuntime,
  personIn,
  signedIn,
  signedInOwner,
} from '../support/factors.ts';
import { SoftPasskey } from '../support/soft-passkey.ts';
import { mailedLink, TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
beforeAll(async () => {
  rt = await createFactorRuntime();
});
afterAll(() => rt.close());

/** A browser with the same cookies: what somebody has who copied them. */
function copyOf(browser: TestBrowser): TestBrowser {
  const copy = new TestBrowser();
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  return copy;
}

test('a challenge for one purpose answers no other, though person and session are the same', async () => {
  const browser = await signedIn(rt);
  const { passkey } = await addSoftPasskey(browser);
  const forNew = (await browser.call(askNewPasskey)).options;
  const forStep = (await browser.call(askPasskey)).options;
  const forSignIn = (await browser.call(askSignInPasskey)).options;
  const rpId = 'localhost';
  await refused(browser.call(stepUp, { passkey: passkey.use(forNew, { rpId }) }), 'factor_failed');
  await refused(browser.call(stepUp, { passkey: passkey.use(forSignIn) }), 'factor_failed');
  await refused(browser.call(signInByPasskey, { passkey: passkey.use(forStep) }), 'factor_failed');
  const other = new SoftPasskey(rt.origin);
  for (const options of [forStep, forSignIn]) {
    const made = other.register(options, { rpId });
    await refused(browser.call(addPasskey, { name: 'Other', passkey: made }), 'factor_failed');
  }
  await browser.call(stepUp, { passkey: passkey.use((await browser.call(askPasskey)).options) });
});

test('a challenge that was answered wrongly at a step is spent, and the right answer to it comes too late', async () => {
  const browser = await signedIn(rt);
  const { passkey } = await addSoftPasskey(browser);
  const { options } = await browser.call(askPasskey);
  await refused(browser.call(stepUp, { passkey: passkey.use(options, { flags: 0x01 }) }), 'factor_failed');
  await refused(browser.call(stepUp, { passkey: passkey.use(options) }), 'factor_failed');
});

test('ten wrong answers end a challenge wherever they come from, and the right one too', async () => {
  const browser = await signedIn(rt);
  const { email } = await personIn(browser);
  const { app } = await addApp(browser);
  rt.clock.advance(60);
  const reader = new TestBrowser();
  await reader.signIn(rt, email);
  for (let guess = 0; guess < 10; guess += 1) {
    const address = `192.0.2.${1 + Math.floor(guess / 4)}`;
    await refused(reader.call(answerFactor, { code: '000000' }, { address }), 'factor_failed');
  }
  await refused(reader.call(answerFactor, { code: app.code() }, { address: '192.0.2.77' }), 'sign_in_failed');
  expect(await reader.call(readFactorQuestion)).toMatchObject({ state: 'dead' });
});

test('the cookie of a challenge that was answered says nothing any more to whoever copied it', async () => {
  const browser = await signedIn(rt);
  const { email } = await personIn(browser);
  const { app } = await addApp(browser);
  rt.clock.advance(60);
  await browser.signIn(rt, email);
  const copy = copyOf(browser);
  expect(await copy.call(readFactorQuestion)).toMatchObject({ state: 'ready', totp: true });
  await browser.call(answerFactor, { code: app.code() });
  expect(await copy.call(readFactorQuestion)).toMatchObject({ state: 'dead', totp: false });
});

test('a code of an earlier step counts for nothing once a later one was used, though both are in time', async () => {
  const browser = await signedIn(rt);
  const { app } = await addApp(browser);
  rt.clock.advance(120);
  await browser.call(stepUp, { code: app.code(30) });
  for (const off of [0, -30, 30]) await refused(browser.call(stepUp, { code: app.code(off) }), 'factor_failed');
});

test('an app that was offered and never confirmed is no factor, and takes the place of none', async () => {
  const browser = await signedIn(rt);
  await addSoftPasskey(browser);
  const offered = appOf((await browser.call(offerAuthenticator)).uri);
  await refused(browser.call(stepUp, { code: offered.code() }), 'factor_failed');
  const other = await signedIn(rt);
  const { app } = await addApp(other);
  const beside = appOf((await other.call(offerAuthenticator)).uri);
  rt.clock.advance(60);
  await refused(other.call(stepUp, { code: beside.code() }), 'factor_failed');
  await other.call(stepUp, { code: app.code() });
});

test('a clock that is set back keeps no factor and no sign-in fresh', async () => {
  const key = { name: 'Import', mode: 'live', scopes: ['contacts:read'] };
  const plain = await signedInOwner(rt);
  const browser = await signedInOwner(rt);
  await addApp(browser);
  rt.clock.advance(-59);
  await browser.call(createApiKey, key);
  await plain.call(createApiKey, key);
  const [given, signedAt] = [await personIn(browser), await personIn(plain)];
  rt.clock.advance(-2);
  await refused(call(createApiKey, given, key), 'factor_required');
  await refused(call(createApiKey, signedAt, key), 'fresh_sign_in_required');
  rt.clock.advance(61);
});

test('a report ends a sign-in that waits for its factor, and no owner resets factors while it holds', async () => {
  const owner = await signedInOwner(rt);
  const member = await signedIn(rt);
  const { email, userId } = await personIn(member);
  await owner.call(createInvite, { email, role: 'member' });
  await member.accept(mailedLink(rt).token);
  const { app } = await addApp(member);
  const { token } = mailedLink(rt);
  rt.clock.advance(60);
  await addSoftPasskey(member);
  const waiting = new TestBrowser();
  await waiting.signIn(rt, email);
  expect(await waiting.call(readFactorQuestion)).toMatchObject({ state: 'ready' });
  await new TestBrowser().call(reportChange, { token });
  expect(await waiting.call(readFactorQuestion)).toMatchObject({ state: 'dead' });
  await refused(waiting.call(answerFactor, { code: app.code() }), 'sign_in_failed');
  const row = await rt.tenancy.control.get<{ id: string }>('SELECT id FROM Membership WHERE userId = ?', [userId]);
  await refused(owner.call(resetMemberFactors, { id: row?.id }), 'account_frozen');
});

test('a made-up mark of a browser, or that of somebody else, buys no more guesses', async () => {
  const guesser = await signedIn(rt);
  const { app } = await addApp(guesser);
  const other = await signedIn(rt);
  const others = await addApp(other);
  rt.clock.advance(60);
  await other.call(stepUp, { code: others.app.code() });
  const genuine = other.cookies.get(deviceCookieName(rt.origin)) ?? '';
  expect(genuine).not.toBe('');
  for (let guess = 0; guess < 10; guess += 1) await refused(guesser.call(stepUp, { code: '000000' }), 'factor_failed');
  for (const mark of [genuine, `${'A'.repeat(22)}.${'A'.repeat(43)}`, `${genuine.slice(0, 23)}${'B'.repeat(43)}`]) {
    guesser.cookies.set(deviceCookieName(rt.origin), mark);
    await refused(guesser.call(stepUp, { code: '000000' }), 'rate_limited');
  }
  guesser.cookies.delete(deviceCookieName(rt.origin));
  rt.clock.advance(601);
  await guesser.call(stepUp, { code: app.code() });
});
