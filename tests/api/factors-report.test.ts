import { afterAll, beforeAll, expect, test } from 'vitest';
import { listFactors } from '#lib/identity/factors/list-factors.ts';
import { askNewPasskey } from '#lib/identity/factors/passkey-operations.ts';
import { readNotice, reportChange } from '#lib/identity/factors/report-change.ts';
import { unfreezeAccount } from '#lib/identity/factors/reset-factors.ts';
import { call, createTestMember, operator, refused } from '../support/call.ts';
import { addApp, addSoftPasskey, createFactorRuntime, personIn, signedIn, signedInOwner } from '../support/factors.ts';
import { mailedLink, TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
beforeAll(async () => {
  rt = await createFactorRuntime();
});
afterAll(() => rt.close());

test('what a stranger added is gone again, sessions end, changes are held for three days, owners are told', async () => {
  const stranger = await signedInOwner(rt);
  const person = await personIn(stranger);
  const other = await createTestMember(person.membership?.orgId ?? '', 'owner');
  await addSoftPasskey(stranger);
  const { url, token, to } = mailedLink(rt);
  expect([url.origin, url.pathname, to]).toEqual([rt.origin, '/not-me', person.email]);
  const victim = new TestBrowser();
  expect(await victim.call(readNotice, { token })).toMatchObject({ state: 'ready' });
  expect((await stranger.principal()).kind).toBe('user');
  const { until } = await victim.call(reportChange, { token });
  expect(Date.parse(until) - rt.clock.now().getTime()).toBe(72 * 3_600_000);
  expect((await stranger.principal()).kind).toBe('anonymous');
  // The alert about it is mailed to owners too.
  const told = rt.mailbox().filter(({ to, text }) => to === other.email && text.includes(person.email));
  expect(told).toMatchObject([{ subject: 'A member reported a change of their account as not theirs' }]);
  await victim.signIn(rt, person.email);
  expect(await victim.call(listFactors)).toMatchObject({ passkeys: [], recoveryCodesLeft: 0, frozenUntil: until });
  await refused(victim.call(askNewPasskey), 'account_frozen');
  rt.clock.advance(72 * 3_600 - 1);
  await victim.signIn(rt, person.email);
  await refused(victim.call(askNewPasskey), 'account_frozen');
  rt.clock.advance(1);
  await victim.call(askNewPasskey);
});

test('a link works once, for seven days; reading it changes nothing', async () => {
  const browser = await signedIn(rt);
  await addApp(browser);
  const { token } = mailedLink(rt);
  for (let scan = 0; scan < 3; scan += 1) await new TestBrowser().call(readNotice, { token });
  const both = await Promise.allSettled([
    new TestBrowser().call(reportChange, { token }),
    new TestBrowser().call(reportChange, { token }),
  ]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await browser.call(readNotice, { token })).toEqual({ state: 'dead', text: null, at: null });
  await refused(browser.call(reportChange, { token: 'x'.repeat(43) }), 'sign_in_failed');
  const late = await signedIn(rt);
  await addApp(late);
  const old = mailedLink(rt).token;
  rt.clock.advance(7 * 86_400);
  await refused(late.call(reportChange, { token: old }), 'sign_in_failed');
});

test('the operator ends the wait', async () => {
  const browser = await signedIn(rt);
  const { email } = await personIn(browser);
  await addApp(browser);
  await browser.call(reportChange, { token: mailedLink(rt).token });
  await browser.signIn(rt, email);
  await refused(browser.call(askNewPasskey), 'account_frozen');
  await call(unfreezeAccount, operator, { email });
  await browser.call(askNewPasskey);
});
