import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieLine } from '#lib/http/cookies.ts';
import { csrfCookieName, flowCookieNames, returnCookie } from '#lib/identity/google/next-auth-options.ts';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import {
  browserCookie,
  clearedSessionCookies,
  deviceCookie,
  factorCookie,
  renewalCookie,
  sessionCookie,
} from '#lib/identity/session-cookies.ts';
import { signOut } from '#lib/identity/sign-in/sign-out.ts';
import { call, recordedAnswer } from '../support/call.ts';
import { sendToNextAuth } from '../support/next-auth-visit.ts';
import { sendAsBrowser } from '../support/send-as-browser.ts';
import { mailedLink, TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const origin = 'https://trust.example.com';
let rt: TestRuntime;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { HOLDFAST_URL: origin } });
});
afterAll(() => rt.close());

/** What makes a cookie bound to one host, unreadable for scripts, and kept back from other sites' posts. */
function expectBound(line: string): void {
  expect(line).toMatch(/^__Host-holdfast-[a-z-]+=/);
  const attributes = line
    .split('; ')
    .slice(1)
    .map((text) => text.toLowerCase());
  expect(attributes).toEqual(expect.arrayContaining(['path=/', 'httponly', 'secure', 'samesite=lax']));
  expect(attributes.filter((text) => text.startsWith('domain'))).toEqual([]);
}

describe('on https every cookie of sign-in', () => {
  it.each([
    ['session', () => sessionCookie(origin, 'x', 60)],
    ['renewal', () => renewalCookie(origin, 'x', 60)],
    ['browser', () => browserCookie(origin, 'x', 60)],
    ['factor', () => factorCookie(origin, 'x', 60)],
    ['device', () => deviceCookie(origin, 'x', 60)],
    ['auth-return', () => returnCookie(origin, '/acme')],
  ])('is bound to this host: %s', (name, make) => {
    const line = cookieLine(make(), origin);
    expect(line).toContain(`__Host-holdfast-${name}=`);
    expectBound(line);
  });

  it('is bound to this host as the answers over HTTP carry it, when set and when removed', async () => {
    const browser = new TestBrowser();
    const email = 'cookies@example.com';
    const lines: string[] = [];
    const post = async (path: string, body: unknown) => {
      const response = await sendAsBrowser(browser, `POST /auth/${path}`, { body });
      expect(response.status).toBeLessThan(300);
      lines.push(...response.headers.getSetCookie());
    };
    await post('request', { email });
    await post('verify', { token: mailedLink(rt).token });
    await browser.call(createOrganization, { name: 'Cookies' });
    rt.clock.advance(rt.env.SESSION_TOKEN_SECONDS + 1);
    lines.push(...(await sendAsBrowser(browser, 'GET /me')).headers.getSetCookie());
    await post('sign-out', {});
    expect(lines.length).toBeGreaterThanOrEqual(6);
    for (const line of lines) expectBound(line);
    expect(browser.cookies.size).toBe(0);
  });

  it('is bound to this host where next-auth sets it', async () => {
    const response = await sendToNextAuth(new TestBrowser(), `${origin}/api/auth/csrf`);
    const lines = response.headers.getSetCookie();
    expect(lines.map((line) => line.split('=', 1)[0])).toContain(csrfCookieName(origin));
    for (const line of lines) expectBound(line);
    for (const name of flowCookieNames(origin)) expect(name).toMatch(/^__Host-holdfast-auth-/);
  });

  it('lives no longer than what it stands for', async () => {
    const browser = new TestBrowser();
    const answer = recordedAnswer();
    await browser.signIn(rt, 'lifetimes@example.com');
    rt.clock.advance(rt.env.SESSION_IDLE_SECONDS - 1);
    await browser.principal();
    await call(createOrganization, await browser.principal(), { name: 'Lifetimes' }, { answer });
    const left = rt.env.SESSION_ABSOLUTE_SECONDS - rt.env.SESSION_IDLE_SECONDS + 1;
    const [token, renewal] = [...answer.cookies.values()];
    expect(token?.maxAgeSeconds).toBe(rt.env.SESSION_TOKEN_SECONDS);
    expect(renewal?.maxAgeSeconds).toBe(left);
  });
});

describe('signing out', () => {
  it('removes both cookies of the session, on http too', async () => {
    expect(
      clearedSessionCookies('http://127.0.0.1:3000').map(({ name, maxAgeSeconds }) => [name, maxAgeSeconds]),
    ).toEqual([
      ['holdfast-session', 0],
      ['holdfast-renewal', 0],
    ]);
    const browser = new TestBrowser();
    await browser.signIn(rt, 'leaving@example.com');
    await browser.call(signOut);
    expect([...browser.cookies.keys()]).toEqual([]);
  });
});
