import { afterAll, beforeAll, expect, test } from 'vitest';
import { listFactors } from '#lib/identity/factors/list-factors.ts';
import { addPasskey, askNewPasskey, renamePasskey } from '#lib/identity/factors/passkey-operations.ts';
import { removePasskey } from '#lib/identity/factors/remove-factor.ts';
import { askSignInPasskey, signInByPasskey } from '#lib/identity/factors/sign-in-by-passkey.ts';
import { refused } from '../support/call.ts';
import { addApp, addSoftPasskey, createFactorRuntime, personIn, signedIn } from '../support/factors.ts';
import { type Bent, SoftPasskey } from '../support/soft-passkey.ts';
import { TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
beforeAll(async () => {
  rt = await createFactorRuntime();
});
afterAll(() => rt.close());

async function withPasskey() {
  const browser = await signedIn(rt);
  const { passkey, recoveryCodes } = await addSoftPasskey(browser);
  return { browser, passkey, recoveryCodes, person: await personIn(browser) };
}

test('the first one brings ten recovery codes, a mail, and a new id for this session; others end', async () => {
  const browser = await signedIn(rt);
  const { email, sessionId } = await personIn(browser);
  const other = new TestBrowser();
  await other.signIn(rt, email);
  const { recoveryCodes } = await addSoftPasskey(browser);
  expect(new Set(recoveryCodes).size).toBe(10);
  // 24 characters of five bits each: 120.
  expect(recoveryCodes.every((code) => /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){5}$/.test(code))).toBe(true);
  expect(rt.mailbox()[0]).toMatchObject({ to: email, subject: expect.stringMatching(/passkey was added/) });
  const after = await personIn(browser);
  expect(after.sessionId).not.toBe(sessionId);
  expect(after.factor?.kind).toBe('passkey');
  expect((await other.principal()).kind).toBe('anonymous');
});

test('it signs in alone, in any browser that has it, and counts as both factors', async () => {
  const { passkey, person } = await withPasskey();
  const browser = new TestBrowser();
  const { options } = await browser.call(askSignInPasskey);
  expect(JSON.parse(options)).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
  const answer = await browser.call(signInByPasskey, { passkey: passkey.use(options) });
  expect(answer.user?.email).toBe(person.email);
  expect(await personIn(browser)).toMatchObject({ factor: { kind: 'passkey' } });
});

test('an assertion is good once, in the browser that asked, in time', async () => {
  const { passkey } = await withPasskey();
  const browser = new TestBrowser();
  const { options } = await browser.call(askSignInPasskey);
  const answer = passkey.use(options);
  await refused(new TestBrowser().call(signInByPasskey, { passkey: answer }), 'factor_failed');
  await browser.call(signInByPasskey, { passkey: answer });
  await refused(browser.call(signInByPasskey, { passkey: answer }), 'factor_failed');
  const late = new TestBrowser();
  const stale = passkey.use((await late.call(askSignInPasskey)).options);
  rt.clock.advance(601);
  await refused(late.call(signInByPasskey, { passkey: stale }), 'factor_failed');
});

test('of two that use one assertion at once one gets in', async () => {
  const { passkey } = await withPasskey();
  const browser = new TestBrowser();
  const answer = passkey.use((await browser.call(askSignInPasskey)).options);
  const both = await Promise.allSettled([
    browser.call(signInByPasskey, { passkey: answer }),
    browser.call(signInByPasskey, { passkey: answer }),
  ]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

const bent: readonly (readonly [string, Bent])[] = [
  ['made for another origin', { origin: 'https://evil.example' }],
  ['made for another host', { rpId: 'evil.example' }],
  ['made in a frame of another site', { crossOrigin: true }],
  ['with another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ['without user verification', { flags: 0x01 }],
  ['without anybody present', { flags: 0x04 }],
  ['of another ceremony', { type: 'webauthn.create' }],
  ['that names another person', { userHandle: Buffer.from('usr_00000000000000000000000000').toString('base64url') }],
];
for (const [what, how] of bent) {
  test(`an assertion ${what} is refused`, async () => {
    const { passkey } = await withPasskey();
    const browser = new TestBrowser();
    const { options } = await browser.call(askSignInPasskey);
    await refused(browser.call(signInByPasskey, { passkey: passkey.use(options, how) }), 'factor_failed');
    expect((await browser.principal()).kind).toBe('anonymous');
  });
}

test('a counter that goes back is refused, and its person is warned', async () => {
  const { passkey, person } = await withPasskey();
  for (const counter of [5, 5, 3]) {
    const browser = new TestBrowser();
    const { options } = await browser.call(askSignInPasskey);
    const attempt = browser.call(signInByPasskey, { passkey: passkey.use(options, { counter }) });
    if (counter === 5 && passkey.counter === 1) await attempt;
    else await refused(attempt, 'factor_failed');
  }
  const warned = rt.mailbox().filter(({ to, subject }) => to === person.email && /copy of your passkey/i.test(subject));
  expect(warned).toHaveLength(2);
});

test('a registration for another origin, without verification, or with a challenge of somebody else is refused', async () => {
  const mine = await signedIn(rt);
  const theirs = await signedIn(rt);
  for (const how of [
    { origin: 'https://evil.example' },
    { flags: 0x01 },
    { rpId: 'evil.example' },
    { crossOrigin: true },
  ]) {
    const { options } = await mine.call(askNewPasskey);
    const passkey = new SoftPasskey(rt.origin).register(options, how);
    await refused(mine.call(addPasskey, { name: 'Bent', passkey }), 'factor_failed');
  }
  const { options } = await theirs.call(askNewPasskey);
  const passkey = new SoftPasskey(rt.origin).register(options);
  await refused(mine.call(addPasskey, { name: 'Stolen challenge', passkey }), 'factor_failed');
  await theirs.call(addPasskey, { name: 'Own', passkey });
  await refused(theirs.call(addPasskey, { name: 'Again', passkey }), 'factor_failed');
  expect((await mine.call(listFactors)).passkeys).toEqual([]);
});

test('one is renamed and removed by its person alone', async () => {
  const { browser } = await withPasskey();
  const stranger = await withPasskey();
  const [{ id } = { id: '' }] = (await browser.call(listFactors)).passkeys;
  await refused(stranger.browser.call(renamePasskey, { id, name: 'Mine' }), 'not_found');
  await refused(stranger.browser.call(removePasskey, { id }), 'not_found');
  await browser.call(renamePasskey, { id, name: 'Phone' });
  expect((await browser.call(listFactors)).passkeys).toMatchObject([{ name: 'Phone' }]);
  await addApp(browser);
  await browser.call(removePasskey, { id });
  expect(await browser.call(listFactors)).toMatchObject({ passkeys: [], recoveryCodesLeft: 10 });
});

test('who asks to sign in by passkey learns nothing of anybody', async () => {
  await withPasskey();
  const { options } = await new TestBrowser().call(askSignInPasskey);
  expect(JSON.parse(options)).not.toHaveProperty('allowCredentials');
  const unknown = new SoftPasskey(rt.origin);
  const browser = new TestBrowser();
  const asked = await browser.call(askSignInPasskey);
  const error = await refused(browser.call(signInByPasskey, { passkey: unknown.use(asked.options) }), 'factor_failed');
  expect(error.publicMessage).toBe('This code or passkey was not accepted.');
});
