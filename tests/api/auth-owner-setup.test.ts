import { afterEach, beforeEach, expect, test } from 'vitest';
import { issueOwnerSetupLink } from '#lib/identity/owner-setup.ts';
import { readSignInLink } from '#lib/identity/sign-in/read-sign-in-link.ts';
import { setUpOwner } from '#lib/identity/sign-in/set-up-owner.ts';
import { verifySignIn } from '#lib/identity/sign-in/verify-sign-in.ts';
import { refused } from '../support/call.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
const owner = { email: 'owner@example.com', name: 'The Owner' };

beforeEach(async () => {
  rt = await createTestRuntime();
});

afterEach(() => rt.close());

async function setupToken(): Promise<string> {
  const link = await issueOwnerSetupLink(rt);
  const url = new URL(link ?? 'missing:');
  expect(url.origin).toBe(rt.origin);
  expect(url.pathname).toBe('/sign-in/verify');
  return url.searchParams.get('token') ?? '';
}

test('the printed link makes the first account and signs it in, leading to a first organisation', async () => {
  const token = await setupToken();
  const browser = new TestBrowser();
  expect(await browser.call(readSignInLink, { token })).toEqual({ state: 'owner-setup', email: null, newcomer: true });
  expect(await browser.call(setUpOwner, { token, ...owner })).toMatchObject({
    redirectTo: '/organizations/new',
    user: owner,
  });
  expect(await browser.principal()).toMatchObject({ kind: 'user', ...owner });
});

test('the printed link works once, also when fifty open it at once', async () => {
  const token = await setupToken();
  const attempts = await Promise.allSettled(
    Array.from({ length: 50 }, (_, n) =>
      new TestBrowser().call(setUpOwner, { token, name: 'X', email: `owner${n}@example.com` }),
    ),
  );
  expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
  expect(await rt.tenancy.control.all('SELECT id FROM User')).toHaveLength(1);
});

test('a later start gives a new link, and the one before dies', async () => {
  const first = await setupToken();
  const second = await setupToken();
  const browser = new TestBrowser();
  expect((await browser.call(readSignInLink, { token: first })).state).toBe('dead');
  await refused(browser.call(setUpOwner, { token: first, ...owner }), 'sign_in_failed');
  await browser.call(setUpOwner, { token: second, ...owner });
});

test('the printed link works for 24 hours, to the second', async () => {
  const token = await setupToken();
  rt.clock.advance(86_399);
  expect((await new TestBrowser().call(readSignInLink, { token })).state).toBe('owner-setup');
  rt.clock.advance(1);
  await refused(new TestBrowser().call(setUpOwner, { token, ...owner }), 'sign_in_failed');
});

test('once anybody has an account there is no link, and one that is about does nothing', async () => {
  const token = await setupToken();
  await new TestBrowser().signIn(rt, 'somebody@example.com');
  const browser = new TestBrowser();
  expect((await browser.call(readSignInLink, { token })).state).toBe('dead');
  await refused(browser.call(setUpOwner, { token, ...owner }), 'sign_in_failed');
  expect(await issueOwnerSetupLink(rt)).toBeNull();
});

test('a setup link is no sign-in link, and a sign-in link is no setup link', async () => {
  const token = await setupToken();
  const browser = new TestBrowser();
  await refused(browser.call(verifySignIn, { token }), 'sign_in_failed');
  const mailed = await browser.askForLink(rt, 'somebody@example.com');
  await refused(browser.call(setUpOwner, { token: mailed.token, ...owner }), 'sign_in_failed');
  await refused(browser.call(verifySignIn, { email: '', code: '000000' }), 'invalid_input');
});
