import { afterAll, beforeAll, expect, test } from 'vitest';
import { listFactors } from '#lib/identity/factors/list-factors.ts';
import { removeAuthenticator } from '#lib/identity/factors/remove-factor.ts';
import { reportChange } from '#lib/identity/factors/report-change.ts';
import { stepUp } from '#lib/identity/factors/step-up.ts';
import { confirmAuthenticator, offerAuthenticator } from '#lib/identity/factors/totp-operations.ts';
import { refused } from '../support/call.ts';
import { addApp, appOf, createFactorRuntime, personIn, signedIn, signedInOwner } from '../support/factors.ts';
import { mailedLink, type TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
beforeAll(async () => {
  rt = await createFactorRuntime();
});
afterAll(() => rt.close());

const offeredTo = async (browser: TestBrowser) => appOf((await browser.call(offerAuthenticator)).uri);

test('who must have a factor and has one app alone replaces it by another', async () => {
  const owner = await signedInOwner(rt);
  const { app: old } = await addApp(owner);
  await refused(owner.call(removeAuthenticator), 'conflict');
  const next = await offeredTo(owner);
  rt.clock.advance(60);
  await owner.call(stepUp, { code: old.code() });
  expect(await owner.call(confirmAuthenticator, { code: next.code() })).toEqual({ recoveryCodes: null });
  rt.clock.advance(60);
  await refused(owner.call(stepUp, { code: old.code() }), 'factor_failed');
  await owner.call(stepUp, { code: next.code() });
  expect((await owner.call(listFactors)).recoveryCodesLeft).toBe(10);
  expect(rt.mailbox().map(({ subject }) => subject)).toContain('The authenticator app of your account was replaced');
});

test('a code of the app in use confirms no other, and a code that confirmed is used up', async () => {
  const browser = await signedIn(rt);
  const { app: old } = await addApp(browser);
  rt.clock.advance(60);
  await refused(browser.call(confirmAuthenticator, { code: old.code() }), 'factor_failed');
  const first = await offeredTo(browser);
  const next = await offeredTo(browser);
  await refused(browser.call(confirmAuthenticator, { code: old.code() }), 'factor_failed');
  await refused(browser.call(confirmAuthenticator, { code: first.code() }), 'factor_failed');
  const code = next.code();
  await browser.call(confirmAuthenticator, { code });
  await refused(browser.call(confirmAuthenticator, { code }), 'factor_failed');
  await refused(browser.call(stepUp, { code }), 'factor_failed');
});

test('asks for the factor in use before another may take its place', async () => {
  const browser = await signedIn(rt);
  await addApp(browser);
  rt.clock.advance(301);
  await refused(browser.call(offerAuthenticator), 'factor_required');
});

test('a report takes the app of a stranger back', async () => {
  const browser = await signedIn(rt);
  await addApp(browser);
  const { email } = await personIn(browser);
  await browser.call(confirmAuthenticator, { code: (await offeredTo(browser)).code() });
  await browser.call(reportChange, { token: mailedLink(rt).token });
  const rows = await rt.tenancy.control.all(
    'SELECT 1 FROM TotpFactor WHERE userId = (SELECT id FROM User WHERE email = ?)',
    [email],
  );
  expect(rows).toEqual([]);
});
