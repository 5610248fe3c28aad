import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readAccount } from '#lib/identity/account/read-account.ts';
import { reportChange } from '#lib/identity/factors/report-change.ts';
import { stepUp } from '#lib/identity/factors/step-up.ts';
import { linkGoogle, readLinkOffer, unlinkGoogle } from '#lib/identity/google/link-google.ts';
import { speaksFor } from '#lib/identity/google/sign-in-with-google.ts';
import { signOut } from '#lib/identity/sign-in/sign-out.ts';
import { refused } from '../support/call.ts';
import { addApp } from '../support/factors.ts';
import { createProviderRuntime, goAndComeBack, landedAt } from '../support/next-auth-visit.ts';
import { type ProviderAccount, startOidcProvider, type TestProvider } from '../support/oidc-provider.ts';
import { mailedLink, TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

const origin = 'http://127.0.0.1:3999';
const confirmUrl = `${origin}/sign-in/google/confirm`;
const cookie = 'holdfast-link';
let rt: TestRuntime;
let provider: TestProvider;
let people = 0;
let account: ProviderAccount;

beforeAll(async () => {
  provider = await startOidcProvider(`${origin}/api/auth/callback/google`);
  rt = await createProviderRuntime(origin, provider);
});

afterAll(async () => {
  await rt.close();
  await provider.close();
});

beforeEach(() => {
  people += 1;
  account = { sub: `link-${people}`, email: `link${people}@example.com`, emailVerified: true };
  provider.signInAs(account);
});

/** A browser whose person signed in by mail and has come back from the provider. */
async function cameBack(): Promise<TestBrowser> {
  const browser = new TestBrowser();
  await browser.signIn(rt, account.email);
  expect(landedAt(await goAndComeBack(browser, provider))).toBe(confirmUrl);
  return browser;
}

const links = () => rt.tenancy.control.all<{ id: string }>('SELECT id FROM Account WHERE subject = ?', [account.sub]);
const signsIn = async () => {
  const elsewhere = new TestBrowser();
  await goAndComeBack(elsewhere, provider);
  return (await elsewhere.principal()).kind === 'user';
};
const idOfLink = async () => (await links())[0]?.id ?? '';

describe('an account at a provider', () => {
  test('is linked by its holder alone: signed in by mail, and once they have confirmed it', async () => {
    const browser = await cameBack();
    const before = browser.sessionToken();
    expect(await links()).toEqual([]);
    expect(await signsIn()).toBe(false);
    const offer = await browser.call(readLinkOffer);
    expect(offer).toEqual({ state: 'ready', email: account.email, issuer: provider.issuer });
    expect(await links()).toEqual([]);
    expect(browser.sessionToken()).toBe(before);
    await browser.call(linkGoogle);
    expect(await links()).toHaveLength(1);
    expect(browser.cookies.has(cookie)).toBe(false);
    expect(await signsIn()).toBe(true);
  });

  test('that was linked is told of by mail, and the report of its holder takes it back', async () => {
    const browser = await cameBack();
    await browser.call(linkGoogle);
    const mail = rt.mailbox()[0];
    expect(mail).toMatchObject({ to: account.email, subject: 'Google was connected to your account' });
    await new TestBrowser().call(reportChange, { token: mailedLink(rt).token });
    expect(await links()).toEqual([]);
    expect((await browser.principal()).kind).toBe('anonymous');
    expect(await signsIn()).toBe(false);
    const again = await cameBack();
    await refused(again.call(linkGoogle), 'account_frozen');
    expect(await links()).toEqual([]);
  });

  test('is not linked by anybody else with the cookie of the person who proved it', async () => {
    const browser = await cameBack();
    const thief = new TestBrowser();
    await thief.signIn(rt, `thief${people}@example.com`);
    thief.cookies.set(cookie, browser.cookies.get(cookie) ?? '');
    expect((await thief.call(readLinkOffer)).state).toBe('dead');
    await refused(thief.call(linkGoogle), 'conflict');
    await refused(new TestBrowser().call(linkGoogle), 'unauthorized');
    expect(await links()).toEqual([]);
  });

  test('waits ten minutes for the answer, to the second', async () => {
    const browser = await cameBack();
    rt.clock.advance(599);
    expect((await browser.call(readLinkOffer)).state).toBe('ready');
    rt.clock.advance(1);
    expect((await browser.call(readLinkOffer)).state).toBe('dead');
    await refused(browser.call(linkGoogle), 'conflict');
    rt.clock.advance(-600);
  });

  test.each(['', 'x', 'A'.repeat(64), 'é', 'A'.repeat(9_000)])(
    'is not made of a cookie that is none (%#)',
    async (value) => {
      const browser = await cameBack();
      browser.cookies.set(cookie, value);
      expect((await browser.call(readLinkOffer)).state).toBe('dead');
      await refused(browser.call(linkGoogle), 'conflict');
    },
  );

  test('is not linked once the address of its holder is another one', async () => {
    const browser = await cameBack();
    await rt.tenancy.control.write((tx) =>
      tx.run('UPDATE User SET email = ? WHERE email = ?', [`moved-${account.email}`, account.email]),
    );
    await refused(browser.call(linkGoogle), 'conflict');
    expect(await links()).toEqual([]);
  });

  test('is not made of a cookie with one byte changed', async () => {
    const browser = await cameBack();
    const bytes = Buffer.from(browser.cookies.get(cookie) ?? '', 'base64url');
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    browser.cookies.set(cookie, bytes.toString('base64url'));
    await refused(browser.call(linkGoogle), 'conflict');
  });

  test('is linked once when it is confirmed twenty times at once', async () => {
    const browser = await cameBack();
    const copies = Array.from({ length: 20 }, () => {
      const copy = new TestBrowser(browser.address);
      for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
      return copy;
    });
    await Promise.all(copies.map((copy) => copy.call(linkGoogle)));
    expect(await links()).toHaveLength(1);
    expect(
      rt.mailbox().filter(({ to, subject }) => to === account.email && subject.includes('connected')),
    ).toHaveLength(1);
  });

  test('asks whoever has a second factor for it', async () => {
    const browser = await cameBack();
    const { app } = await addApp(browser);
    rt.clock.advance(301);
    await refused(browser.call(linkGoogle), 'factor_required');
    expect(await links()).toEqual([]);
    await browser.call(stepUp, { code: app.code() });
    await browser.call(linkGoogle);
    expect(await links()).toHaveLength(1);
  });

  test('is not linked in a session that is no fresh one', async () => {
    const browser = new TestBrowser();
    await browser.signIn(rt, account.email);
    rt.clock.advance(601);
    await goAndComeBack(browser, provider);
    await refused(browser.call(linkGoogle), 'fresh_sign_in_required');
    rt.clock.advance(-601);
  });

  test('leads to the second factor, not around it', async () => {
    const browser = await cameBack();
    await browser.call(linkGoogle);
    await addApp(browser);
    const elsewhere = new TestBrowser();
    expect(landedAt(await goAndComeBack(elsewhere, provider))).toBe(`${origin}/sign-in/factor`);
    expect((await elsewhere.principal()).kind).toBe('anonymous');
  });
});

describe('unlinking', () => {
  async function linked(): Promise<TestBrowser> {
    const browser = await cameBack();
    await browser.call(linkGoogle);
    return browser;
  }

  test('ends the way in, is told of by mail, and the account is listed no more', async () => {
    const browser = await linked();
    const { providers } = await browser.call(readAccount);
    expect(providers).toMatchObject([{ id: await idOfLink(), issuer: provider.issuer }]);
    await browser.call(unlinkGoogle, { id: await idOfLink() });
    expect(rt.mailbox()[0]).toMatchObject({ to: account.email, subject: 'Google was disconnected from your account' });
    expect((await browser.call(readAccount)).providers).toEqual([]);
    expect(await signsIn()).toBe(false);
  });

  test('is refused in a session that the provider opened, so that nobody takes their last way in away', async () => {
    provider.signInAs({ ...account, email: `only${people}@example.com` });
    const browser = new TestBrowser();
    await goAndComeBack(browser, provider);
    await refused(browser.call(unlinkGoogle, { id: await idOfLink() }), 'conflict');
    expect(await links()).toHaveLength(1);
    await browser.call(signOut);
    await browser.signIn(rt, `only${people}@example.com`);
    await browser.call(unlinkGoogle, { id: await idOfLink() });
    expect(await links()).toEqual([]);
  });

  test('reaches nobody else’s, which look like ones that never were', async () => {
    await linked();
    const thief = new TestBrowser();
    await thief.signIn(rt, `other${people}@example.com`);
    const foreign = await refused(thief.call(unlinkGoogle, { id: await idOfLink() }), 'not_found');
    const absent = await refused(thief.call(unlinkGoogle, { id: 'acc_never' }), 'not_found');
    expect(foreign.publicMessage).toBe(absent.publicMessage);
    expect(await links()).toHaveLength(1);
  });

  test('asks whoever has a second factor for it', async () => {
    const browser = await linked();
    await addApp(browser);
    rt.clock.advance(301);
    await refused(browser.call(unlinkGoogle, { id: await idOfLink() }), 'factor_required');
    expect(await links()).toHaveLength(1);
  });
});

describe('what is kept of an account at a provider', () => {
  test('is its issuer and subject: no token that the provider gave', async () => {
    await goAndComeBack(new TestBrowser(), provider);
    const row = await rt.tenancy.control.get('SELECT * FROM Account WHERE subject = ?', [account.sub]);
    expect(Object.keys(row ?? {}).sort()).toEqual(['createdAt', 'id', 'issuer', 'subject', 'userId']);
  });

  test.each([
    ['a mailbox of Google', 'x@gmail.com', undefined, true],
    ['an older name of it', 'x@googlemail.com', undefined, true],
    ['a domain of Workspace', 'x@corp.example', 'corp.example', true],
    ['a mailbox elsewhere that Google saw verified once', 'x@corp.example', undefined, false],
    ['an empty domain', 'x@corp.example', '', false],
    ['a domain that is no text', 'x@corp.example', ['corp.example'], false],
    ['a name that only ends like it', 'x@notgmail.com', undefined, false],
  ])('opens an account for an address that Google speaks for: %s', (_, email, hostedDomain, speaks) => {
    expect(speaksFor('https://accounts.google.com', email, hostedDomain)).toBe(speaks);
  });
});
