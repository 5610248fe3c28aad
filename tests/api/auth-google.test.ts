import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGoogle } from '#lib/identity/google/start-google.ts';
import { sessionCookieName } from '#lib/identity/session-cookies.ts';
import { authenticateSession } from '#lib/identity/sessions.ts';
import { listSessions } from '#lib/identity/sign-in/list-sessions.ts';
import { signOut } from '#lib/identity/sign-in/sign-out.ts';
import { refused } from '../support/call.ts';
import { createProviderRuntime, goAndComeBack, landedAt, sendToNextAuth } from '../support/next-auth-visit.ts';
import { type ProviderAccount, startOidcProvider, type TestProvider } from '../support/oidc-provider.ts';
import { TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

const origin = 'http://127.0.0.1:3999';
const callbackUrl = `${origin}/api/auth/callback/google`;
let people = 0;

function person(other: Partial<ProviderAccount> = {}): ProviderAccount {
  people += 1;
  const email = `google${people}@example.com`;
  return { sub: `sub-${people}`, email, emailVerified: true, name: 'Gwen', ...other };
}

describe('signing in with an OpenID provider', () => {
  let rt: TestRuntime;
  let provider: TestProvider;

  beforeAll(async () => {
    provider = await startOidcProvider(callbackUrl);
    rt = await createProviderRuntime(origin, provider);
  });

  afterAll(async () => {
    await rt.close();
    await provider.close();
  });

  test('makes an account for a new person and opens one of our sessions', async () => {
    const account = person();
    provider.signInAs(account);
    const browser = new TestBrowser();
    const response = await goAndComeBack(browser, provider);
    expect(response.status).toBe(302);
    expect(landedAt(response)).toBe(`${origin}/organizations`);
    expect(await browser.principal()).toMatchObject({ email: account.email, name: 'Gwen', membership: null });
    expect((await browser.call(listSessions)).data.map(({ method }) => method)).toEqual(['google']);
    for (const line of response.headers.getSetCookie()) {
      expect(line).toMatch(/HttpOnly/i);
      expect(line).toMatch(/SameSite=Lax/i);
      expect(line).toMatch(/Path=\//);
    }
  });

  test('asks by authorization code with PKCE S256, state and nonce, each anew', async () => {
    const asked = [];
    for (let n = 0; n < 2; n += 1) asked.push(new URL((await new TestBrowser().call(startGoogle)).url).searchParams);
    const [one, two] = asked;
    expect(one?.get('response_type')).toBe('code');
    expect(one?.get('code_challenge_method')).toBe('S256');
    expect(one?.get('redirect_uri')).toBe(callbackUrl);
    expect(one?.get('scope')).toBe('openid email profile');
    for (const secret of ['code_challenge', 'state', 'nonce']) {
      expect(one?.get(secret)?.length, secret).toBeGreaterThanOrEqual(43);
      expect(one?.get(secret)).not.toBe(two?.get(secret));
    }
  });

  test('finds the account again by issuer and subject, also when the address has changed there', async () => {
    const account = person();
    provider.signInAs(account);
    await goAndComeBack(new TestBrowser(), provider);
    provider.signInAs({ ...account, email: `moved-${account.email}`, emailVerified: false });
    const browser = new TestBrowser();
    await goAndComeBack(browser, provider);
    expect(await browser.principal()).toMatchObject({ email: account.email });
  });

  test('goes on to where the person wanted, within this site alone', async () => {
    provider.signInAs(person());
    expect(landedAt(await goAndComeBack(new TestBrowser(), provider, '/invite?token=a%20b'))).toBe(
      `${origin}/invite?token=a%20b`,
    );
    expect(landedAt(await goAndComeBack(new TestBrowser(), provider, '//evil.example'))).toBe(
      `${origin}/organizations`,
    );
  });

  test('is never linked to an account of the same address in silence', async () => {
    const account = person();
    const owner = new TestBrowser();
    await owner.signIn(rt, account.email);
    provider.signInAs(account);
    const thief = new TestBrowser();
    const response = await goAndComeBack(thief, provider);
    expect(landedAt(response)).toBe(`${origin}/sign-in?error=link-required`);
    expect((await thief.principal()).kind).toBe('anonymous');
    expect(await rt.tenancy.control.get('SELECT id FROM Account WHERE subject = ?', [account.sub])).toBeUndefined();
  });

  test('is not linked to somebody who is signed in with another address', async () => {
    const browser = new TestBrowser();
    await browser.signIn(rt, `holder${people}@example.com`);
    provider.signInAs(person());
    expect(landedAt(await goAndComeBack(browser, provider))).toBe(`${origin}/sign-in?error=other-account`);
    expect(await browser.principal()).toMatchObject({ email: `holder${people - 1}@example.com` });
  });

  test('opens nothing for an address that the provider has not verified', async () => {
    const account = person({ emailVerified: false });
    provider.signInAs(account);
    const browser = new TestBrowser();
    expect(landedAt(await goAndComeBack(browser, provider))).toBe(`${origin}/sign-in?error=unverified-email`);
    expect(await rt.tenancy.control.all('SELECT id FROM User WHERE email = ?', [account.email])).toEqual([]);
  });

  test('works once: the same answer of the provider opens nothing a second time', async () => {
    provider.signInAs(person());
    const browser = new TestBrowser();
    const { url } = await browser.call(startGoogle);
    const copied = new Map(browser.cookies);
    const back = await provider.visit(url);
    await sendToNextAuth(browser, back);
    expect((await browser.principal()).kind).toBe('user');
    const again = new TestBrowser();
    for (const [name, value] of copied) again.cookies.set(name, value);
    await sendToNextAuth(again, back);
    expect((await again.principal()).kind).toBe('anonymous');
  });

  test("is refused in a browser that did not ask: nobody is signed in to an attacker's account", async () => {
    provider.signInAs(person());
    const attacker = new TestBrowser();
    const { url } = await attacker.call(startGoogle);
    const back = await provider.visit(url);
    const victim = new TestBrowser();
    expect(landedAt(await sendToNextAuth(victim, back))).toContain('/sign-in?error=');
    expect((await victim.principal()).kind).toBe('anonymous');
    await victim.call(startGoogle);
    await sendToNextAuth(victim, back);
    expect((await victim.principal()).kind).toBe('anonymous');
  });

  test.each(['state', 'nonce', 'pkce'])(
    'is refused without its %s cookie, and with that of another attempt',
    async (which) => {
      provider.signInAs(person());
      const name = `holdfast-auth-${which}`;
      const browser = new TestBrowser();
      const { url } = await browser.call(startGoogle);
      browser.cookies.delete(name);
      await sendToNextAuth(browser, await provider.visit(url));
      expect((await browser.principal()).kind).toBe('anonymous');

      const second = new TestBrowser();
      const started = await second.call(startGoogle);
      const other = new TestBrowser();
      await other.call(startGoogle);
      second.cookies.set(name, other.cookies.get(name) ?? '');
      await sendToNextAuth(second, await provider.visit(started.url));
      expect((await second.principal()).kind).toBe('anonymous');
    },
  );

  test('builds its addresses from the configuration, whatever Host and forwarded headers say', async () => {
    const browser = new TestBrowser();
    const hostile = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'content-type': 'application/x-www-form-urlencoded',
    };
    const csrf = await sendToNextAuth(browser, 'http://evil.example/api/auth/csrf', { headers: hostile });
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const form = new URLSearchParams({ csrfToken, callbackUrl: 'https://evil.example/' });
    const response = await sendToNextAuth(browser, 'http://evil.example/api/auth/signin/google', {
      method: 'POST',
      headers: hostile,
      body: form,
    });
    const location = new URL(landedAt(response) ?? '');
    expect(location.origin).toBe(provider.issuer);
    expect(location.searchParams.get('redirect_uri')).toBe(callbackUrl);
    provider.signInAs(person());
    expect(landedAt(await sendToNextAuth(browser, await provider.visit(location.href)))).toBe(
      `${origin}/organizations`,
    );
  });

  test('does not begin at next-auth without its form token', async () => {
    const response = await sendToNextAuth(new TestBrowser(), `${origin}/api/auth/signin/google`, { method: 'POST' });
    expect(landedAt(response)?.startsWith(provider.issuer)).not.toBe(true);
  });

  test('shares the session with next-auth, and ends with it', async () => {
    const account = person();
    provider.signInAs(account);
    const browser = new TestBrowser();
    await goAndComeBack(browser, provider);
    const seen = await sendToNextAuth(browser, `${origin}/api/auth/session`);
    expect(await seen.json()).toMatchObject({ user: { email: account.email } });
    const token = browser.cookies.get(sessionCookieName(origin)) ?? '';
    expect(await authenticateSession(rt, token)).toMatchObject({ email: account.email });
    await browser.call(signOut);
    browser.cookies.set(sessionCookieName(origin), token);
    expect(await (await sendToNextAuth(browser, `${origin}/api/auth/session`)).json()).toEqual({});
  });

  test.each(['POST signout', 'POST _log', 'GET signout', 'POST callback/google', 'POST session', 'GET verify-request'])(
    'opens no other address of next-auth: %s',
    async (route) => {
      const [method = '', path = ''] = route.split(' ');
      const response = await sendToNextAuth(new TestBrowser(), `${origin}/api/auth/${path}`, { method });
      expect(response.status).toBe(404);
    },
  );

  test('is limited to ten attempts a minute from one place', async () => {
    const browser = new TestBrowser();
    for (let n = 0; n < 10; n += 1) await browser.call(startGoogle);
    await refused(browser.call(startGoogle), 'rate_limited');
  });

  test('refuses a body that is too large, before reading it all', async () => {
    const response = await sendToNextAuth(new TestBrowser(), `${origin}/api/auth/signin/google`, {
      method: 'POST',
      body: 'x'.repeat(20_000),
    });
    expect(response.status).toBe(413);
  });
});
