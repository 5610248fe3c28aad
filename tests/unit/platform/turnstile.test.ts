import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { requestSignIn } from '#lib/identity/sign-in/request-sign-in.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { createBotCheck } from '#lib/platform/turnstile.ts';
import { submitRequest } from '#lib/privacy/requests/submit-request.ts';
import { anonymous, call, createTestOrganization, refused } from '../../support/call.ts';
import { TestBrowser } from '../../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';
import { startTurnstileStub, type TurnstileStub } from '../../support/turnstile-stub.ts';

let rt: TestRuntime;
let stub: TurnstileStub;
let tokens = 0;
const hostname = 'trust.example.com';
const address = '203.0.113.9';

beforeAll(async () => {
  stub = await startTurnstileStub();
  rt = await createTestRuntime({
    env: {
      HOLDFAST_URL: `http://${hostname}:8443`,
      TURNSTILE_SITE_KEY: 'site',
      TURNSTILE_SECRET_KEY: stub.secretKey,
      TURNSTILE_VERIFY_URL: stub.url,
    },
  });
});

afterAll(async () => {
  await rt.close();
  await stub.close();
});

beforeEach(() => {
  stub.misbehave(null);
  stub.allowReplay(false);
});

function solved(other: Parameters<TurnstileStub['solve']>[1] = {}): string {
  tokens += 1;
  const token = `token-${tokens}`;
  stub.solve(token, { hostname, action: 'login', challengedAt: rt.clock.now(), ...other });
  return token;
}

const attempt = (token: string | undefined, form: 'login' | 'register' = 'login') =>
  refused(rt.botCheck.verify(form, token, address), 'bot_check_failed');

describe('the bot check', () => {
  test('asks with secret, token and the address of the client', async () => {
    const token = solved();
    await rt.botCheck.verify('login', token, address);
    expect(stub.requests.at(-1)).toEqual({ secret: stub.secretKey, response: token, remoteip: address });
  });

  test('refuses a token used before, also when the verifier would take it again', async () => {
    stub.allowReplay(true);
    const token = solved();
    await rt.botCheck.verify('login', token, address);
    expect((await attempt(token)).detail).toContain('spent');
  });

  test('lets one of fifty pass that use a token at once', async () => {
    stub.allowReplay(true);
    const token = solved();
    const attempts = await Promise.allSettled(
      Array.from({ length: 50 }, () => rt.botCheck.verify('login', token, address)),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('refuses a token of another host, form, or none at all', async () => {
    expect((await attempt(solved({ hostname: 'evil.example' }))).detail).toContain('another host');
    expect((await attempt(solved({ hostname: `${hostname}.evil.example` }))).detail).toContain('another host');
    expect((await attempt(solved({ action: 'register' }))).detail).toContain('another form');
    expect((await attempt(solved(), 'register')).detail).toContain('another form');
    expect((await attempt(undefined)).detail).toContain('missing');
    expect((await attempt('')).detail).toContain('missing');
    expect((await attempt('x'.repeat(2_049))).detail).toContain('missing');
    expect((await attempt('made-up')).detail).toContain('timeout-or-duplicate');
  });

  test('refuses a verdict that says neither host nor form nor time', async () => {
    for (const missing of [{ hostname: undefined }, { action: undefined }] as object[]) await attempt(solved(missing));
    await attempt(solved({ challengedAt: new Date(0) }));
  });

  test.each(['error', 'nonsense', 'redirect'] as const)(
    'refuses everybody while the verifier answers with %s',
    async (as) => {
      const token = solved();
      stub.misbehave(as);
      expect((await attempt(token)).detail).toContain('unreachable');
      stub.misbehave(null);
      await rt.botCheck.verify('login', token, address);
    },
  );

  test('waits 5 seconds for a verifier that does not answer, then refuses', async () => {
    stub.misbehave('hang');
    const started = performance.now();
    expect((await attempt(solved())).detail).toContain('unreachable');
    const waitedMs = performance.now() - started;
    expect(waitedMs).toBeGreaterThan(4_500);
    expect(waitedMs).toBeLessThan(7_000);
  });

  test('stands before the sign-in and registration forms: without a token no mail leaves', async () => {
    const browser = new TestBrowser();
    const email = 'human@example.com';
    await refused(browser.call(requestSignIn, { email }), 'bot_check_failed');
    await refused(
      browser.call(requestSignIn, { email, form: 'register', turnstileToken: solved() }),
      'bot_check_failed',
    );
    expect(rt.mailbox()).toHaveLength(0);
    await browser.call(requestSignIn, { email, turnstileToken: solved() });
    await browser.call(requestSignIn, { email, form: 'register', turnstileToken: solved({ action: 'register' }) });
    expect(rt.mailbox()).toHaveLength(2);
  });

  test('lets the form for rights through where nobody could vouch for the sender, a few an hour, and no wrong token', async () => {
    const org = await createTestOrganization('Acme');
    const asking = (turnstileToken?: string, from = '192.0.2.50') => {
      const input = { org: org.slug, kind: 'access', email: 'right@example.com', turnstileToken };
      return call(submitRequest, anonymous, input, { request: { address: from } });
    };
    for (let sent = 0; sent < 3; sent += 1) await asking();
    await refused(asking(), 'rate_limited');
    // Whoever proves to be a person is not counted there.
    await asking(solved({ action: 'request' }));
    await refused(asking(solved(), '192.0.2.51'), 'bot_check_failed');
    stub.misbehave('error');
    expect(await rt.botCheck.verify('request', solved({ action: 'request' }), address)).toBe(false);
    expect((await attempt(solved())).detail).toContain('unreachable');
  });

  test('forgets spent tokens once they would have run out anyway', async () => {
    rt.clock.advance(3_600);
    await rt.botCheck.verify('login', solved(), address);
    expect(await rt.tenancy.control.all('SELECT hash FROM SpentToken')).toHaveLength(1);
  });
});

describe('without keys', () => {
  const make = (settings: Record<string, string>) =>
    createBotCheck({ ...rt, env: readEnvironment(settings), control: rt.tenancy.control });

  test('the check is off in local mode', async () => {
    const check = make({});
    expect(check.siteKey).toBeNull();
    await check.verify('login', undefined, address);
  });

  test.each([
    [{ HOLDFAST_ENV: 'production' }],
    [{ TURNSTILE_SITE_KEY: 'site' }],
    [{ TURNSTILE_SECRET_KEY: 'key' }],
    [{ HOLDFAST_ENV: 'production', TURNSTILE_SITE_KEY: 'site' }],
  ])('nothing starts with %j', async (settings) => {
    await refused((async () => make(settings))(), 'unsafe_configuration');
  });
});
