import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startGoogle } from '#lib/identity/google/start-google.ts';
import { refused } from '../support/call.ts';
import { createProviderRuntime, goAndComeBack, landedAt, sendToNextAuth } from '../support/next-auth-visit.ts';
import { type HostileProvider, startHostileProvider, type Tampering } from '../support/oidc-provider.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const origin = 'http://127.0.0.1:3999';
const callbackUrl = `${origin}/api/auth/callback/google`;
const victim = { sub: 'victim', email: 'victim@example.com', emailVerified: true };

describe('a hostile provider', () => {
  let rt: TestRuntime;
  let provider: HostileProvider;

  beforeAll(async () => {
    provider = await startHostileProvider(callbackUrl, victim);
    rt = await createProviderRuntime(origin, provider);
  });

  afterAll(async () => {
    await rt.close();
    await provider.close();
  });

  beforeEach(() => provider.tamper({}));

  test('control: its honest answer signs in, and our code verifier went with the code', async () => {
    const browser = new TestBrowser();
    await goAndComeBack(browser, provider);
    expect(await browser.principal()).toMatchObject({ email: victim.email });
    expect(provider.tokenRequests.at(-1)?.get('code_verifier')?.length).toBeGreaterThanOrEqual(43);
  });

  const past = Math.floor(Date.now() / 1000) - 3_600;
  test.each<[string, Tampering]>([
    ['another nonce', { claims: { nonce: 'of-another-attempt' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another audience', { claims: { aud: 'another-client' } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['an end in the past', { claims: { exp: past } }],
    ['no subject', { claims: { sub: undefined } }],
    ['the signature of another key', { otherKey: true }],
    ['no signature', { unsigned: true }],
    ['several audiences and another authorised party', { claims: { aud: ['holdfast-tests', 'b'], azp: 'b' } }],
  ])('signs nobody in by an ID token with %s', async (_, tampering) => {
    provider.tamper(tampering);
    const browser = new TestBrowser();
    const response = await goAndComeBack(browser, provider);
    expect(landedAt(response)).toContain('/sign-in');
    const events = await rt.tenancy.control.all<{ outcome: string; reason: string }>(
      "SELECT outcome, reason FROM AuditEvent WHERE action = 'auth.google' AND address = ?",
      [browser.address],
    );
    expect(events).toMatchObject([{ outcome: 'refused' }]);
    expect((await browser.principal()).kind).toBe('anonymous');
  });

  test('signs nobody in for another issuer, also when it calls itself that in discovery', async () => {
    const claims = { sub: 'fresh', email: 'impersonated@example.com' };
    provider.tamper({ discoveredIssuer: 'https://accounts.google.com', claims });
    const browser = new TestBrowser();
    expect(landedAt(await goAndComeBack(browser, provider))).toBe(`${origin}/sign-in?error=wrong-issuer`);
    expect(await rt.tenancy.control.all('SELECT id FROM User WHERE email = ?', [claims.email])).toEqual([]);
  });

  test.each([['true'], [1], [null], [undefined], [{}]])(
    'an address verified by %j is not verified',
    async (verified) => {
      provider.tamper({ claims: { sub: 'somebody-else', email: 'fresh@example.com', email_verified: verified } });
      const browser = new TestBrowser();
      expect(landedAt(await goAndComeBack(browser, provider))).toBe(`${origin}/sign-in?error=unverified-email`);
    },
  );

  test.each(['a@b@example.com', 'x\r\nBcc: y@example.com', 7, ['a@example.com']])(
    'an address that is none (%j) opens nothing',
    async (email) => {
      provider.tamper({ claims: { sub: 'somebody-else', email } });
      const browser = new TestBrowser();
      await goAndComeBack(browser, provider);
      expect((await browser.principal()).kind).toBe('anonymous');
    },
  );

  test('that does not answer is said to the person, who can sign in by mail', async () => {
    const gone = await startHostileProvider(callbackUrl, victim);
    await gone.close();
    Object.assign(rt.env, { GOOGLE_ISSUER: gone.issuer });
    await refused(new TestBrowser().call(startGoogle), 'sign_in_failed');
    Object.assign(rt.env, { GOOGLE_ISSUER: provider.issuer });
  });
});

test('on https every cookie of the way in is bound to this very host and travels encrypted', async () => {
  const provider = await startHostileProvider('https://trust.example.com/api/auth/callback/google', victim);
  const rt = await createProviderRuntime('https://trust.example.com', provider);
  const browser = new TestBrowser();
  await browser.signIn(rt, 'secure@example.com');
  const { url } = await browser.call(startGoogle);
  expect(new URL(url).searchParams.get('redirect_uri')).toBe('https://trust.example.com/api/auth/callback/google');
  for (const name of browser.cookies.keys()) expect(name).toMatch(/^__Host-holdfast-/);
  const lines = (
    await sendToNextAuth(new TestBrowser(), 'https://trust.example.com/api/auth/csrf')
  ).headers.getSetCookie();
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(/^__Host-holdfast-auth-\w+=[^;]+;.*\bPath=\/;.*\bHttpOnly;.*\bSecure;/);
    expect(line).not.toMatch(/Domain/i);
  }
  await rt.close();
  await provider.close();
});

test('without configuration there is no Google sign-in', async () => {
  const rt = await createTestRuntime();
  await refused(new TestBrowser().call(startGoogle), 'not_found');
  await rt.close();
});
