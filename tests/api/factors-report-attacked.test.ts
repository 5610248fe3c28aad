import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { answerFactor, readFactorQuestion } from '#lib/identity/factors/answer-factor.ts';
import { listFactors, makeRecoveryCodes } from '#lib/identity/factors/list-factors.ts';
import { askNewPasskey } from '#lib/identity/factors/passkey-operations.ts';
import { reportChange } from '#lib/identity/factors/report-change.ts';
import { unfreezeAccount } from '#lib/identity/factors/reset-factors.ts';
import { askSignInPasskey, signInByPasskey } from '#lib/identity/factors/sign-in-by-passkey.ts';
import { stepUp } from '#lib/identity/factors/step-up.ts';
import { removeMember } from '#lib/identity/members/remove-member.ts';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { switchOrganization } from '#lib/identity/organizations/switch-organization.ts';
import { call, createTestMember, membershipOf, operator, refused } from '../support/call.ts';
import { addApp, addSoftPasskey, createFactorRuntime, personIn, signedIn, signedInOwner } from '../support/factors.ts';
import type { SoftPasskey } from '../support/soft-passkey.ts';
import { mailedLink, TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let owner: TestBrowser;
let email: string;
beforeAll(async () => {
  rt = await createFactorRuntime();
});
afterAll(() => rt.close());
beforeEach(async () => {
  owner = await signedInOwner(rt);
  ({ email } = await personIn(owner));
});

test('whoever reads a mailbox gets around the factor of its person by no report: the organisation stays shut', async () => {
  await addApp(owner);
  const { token } = mailedLink(rt);
  const organization = await rt.tenancy.control.get<{ slug: string }>('SELECT slug FROM Organization WHERE id = ?', [
    (await personIn(owner)).membership?.orgId ?? '',
  ]);
  const reader = new TestBrowser();
  await reader.call(reportChange, { token });
  await reader.signIn(rt, email);
  await refused(reader.call(listContacts), 'account_frozen');
  // Nor by a detour: another organisation, and back.
  await reader.call(createOrganization, { name: 'Detour' });
  await refused(reader.call(listContacts), 'account_frozen');
  await reader.call(switchOrganization, { slug: organization?.slug });
  await refused(reader.call(listContacts), 'account_frozen');
  rt.clock.advance(72 * 3_600 - 1);
  await reader.signIn(rt, email);
  await refused(reader.call(listContacts), 'account_frozen');
  await call(unfreezeAccount, operator, { email });
  await reader.call(listContacts);
});

test('whoever has another factor works on after a report', async () => {
  const { app } = await addApp(owner);
  rt.clock.advance(60);
  await addSoftPasskey(owner);
  await new TestBrowser().call(reportChange, { token: mailedLink(rt).token });
  rt.clock.advance(60);
  await owner.signIn(rt, email);
  await owner.call(answerFactor, { code: app.code() });
  await owner.call(listContacts);
  await refused(owner.call(askNewPasskey), 'account_frozen');
});

test('what was added after what is reported is taken back with it: a stranger keeps no second way in', async () => {
  const { app } = await addApp(owner);
  rt.clock.advance(60);
  await owner.call(stepUp, { code: app.code() });
  const first = await addSoftPasskey(owner);
  const { token } = mailedLink(rt);
  rt.clock.advance(60);
  const second = await addSoftPasskey(owner);
  await new TestBrowser().call(reportChange, { token });
  for (const { passkey } of [first, second]) {
    const stranger = new TestBrowser();
    const answer = passkey.use((await stranger.call(askSignInPasskey)).options);
    await refused(stranger.call(signInByPasskey, { passkey: answer }), 'factor_failed');
  }
  const left = await rt.tenancy.control.all(
    'SELECT 1 FROM TotpFactor WHERE userId = (SELECT id FROM User WHERE email = ?)',
    [email],
  );
  expect(left).toHaveLength(1);
});

test('recovery codes that came with what is reported, or after it, open nothing any more', async () => {
  const { app, recoveryCodes } = await addApp(owner);
  rt.clock.advance(60);
  await owner.call(stepUp, { code: app.code() });
  await addSoftPasskey(owner);
  const { token } = mailedLink(rt);
  const { recoveryCodes: strangers } = await owner.call(makeRecoveryCodes);
  await new TestBrowser().call(reportChange, { token });
  await owner.signIn(rt, email);
  for (const code of [strangers[0], recoveryCodes[0]]) {
    await refused(owner.call(answerFactor, { recoveryCode: code }), 'factor_failed');
  }
});

test('recovery codes of before what is reported stay', async () => {
  const { app, recoveryCodes } = await addApp(owner);
  rt.clock.advance(60);
  await owner.call(stepUp, { code: app.code() });
  await addSoftPasskey(owner);
  await new TestBrowser().call(reportChange, { token: mailedLink(rt).token });
  await owner.signIn(rt, email);
  await owner.call(answerFactor, { recoveryCode: recoveryCodes[0] });
});

test('a request that was let in before the report changes nothing of the account after it', async () => {
  await addApp(owner);
  const { token } = mailedLink(rt);
  const principal = await personIn(owner);
  await addSoftPasskey(owner);
  const later = await personIn(owner);
  await new TestBrowser().call(reportChange, { token });
  await call(unfreezeAccount, operator, { email });
  // The account is free again, the session is not: what it was let in for must not be done.
  await refused(call(createOrganization, later, { name: 'Late' }), 'unauthorized');
  for (const stale of [principal, later]) await refused(call(askNewPasskey, stale), 'unauthorized');
});

test('a member whom a stranger removes in a held account is still there', async () => {
  const person = await personIn(owner);
  const other = await createTestMember(person.membership?.orgId ?? '', 'member');
  const id = await membershipOf(other);
  await addSoftPasskey(owner);
  const reader = new TestBrowser();
  await reader.call(reportChange, { token: mailedLink(rt).token });
  await reader.signIn(rt, email);
  await refused(reader.call(removeMember, { id }), 'account_frozen');
  expect(await reader.call(listFactors)).toMatchObject({ passkeys: [] });
});

test('a report of somebody who never belonged anywhere holds their account alone', async () => {
  const loner = await signedIn(rt);
  await addApp(loner);
  await loner.call(reportChange, { token: mailedLink(rt).token });
  await owner.call(listContacts);
});

test('a passkey that was copied opens nothing once its person has said that it was not them', async () => {
  const ways = {
    'in its own right': async (browser: TestBrowser, passkey: SoftPasskey) => {
      const answer = passkey.use((await browser.call(askSignInPasskey)).options, { counter: 1 });
      await refused(browser.call(signInByPasskey, { passkey: answer }), 'factor_failed');
    },
    'after the mail': async (browser: TestBrowser, passkey: SoftPasskey, to: string) => {
      await browser.signIn(rt, to);
      const { passkeyOptions } = await browser.call(readFactorQuestion);
      const answer = passkey.use(passkeyOptions ?? '', { counter: 1 });
      await refused(browser.call(answerFactor, { passkey: answer }), 'factor_failed');
    },
  };
  for (const way of Object.values(ways)) {
    const browser = await signedIn(rt);
    const to = (await personIn(browser)).email;
    await addApp(browser);
    rt.clock.advance(60);
    const { passkey } = await addSoftPasskey(browser);
    passkey.counter = 40;
    await browser.call(signInByPasskey, { passkey: passkey.use((await browser.call(askSignInPasskey)).options) });
    const copy = new TestBrowser();
    await way(copy, passkey, to);
    await new TestBrowser().call(reportChange, { token: mailedLink(rt).token });
    passkey.counter = 90;
    const answer = passkey.use((await copy.call(askSignInPasskey)).options);
    await refused(copy.call(signInByPasskey, { passkey: answer }), 'factor_failed');
  }
});
