import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerFactor } from '#lib/identity/factors/answer-factor.ts';
import { askSignInPasskey, signInByPasskey } from '#lib/identity/factors/sign-in-by-passkey.ts';
import { decideAuthorization } from '#lib/identity/oauth/decide-authorization.ts';
import { readAuthorization } from '#lib/identity/oauth/read-authorization.ts';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { switchOrganization } from '#lib/identity/organizations/switch-organization.ts';
import { verifySignIn } from '#lib/identity/sign-in/verify-sign-in.ts';
import { addApp, addSoftPasskey, personIn, signedInOwner, type TestApp } from '../support/factors.ts';
import { createProviderRuntime, goAndComeBack, landedAt } from '../support/next-auth-visit.ts';
import { newProof, requestQuery } from '../support/oauth.ts';
import { startOidcProvider, type TestProvider } from '../support/oidc-provider.ts';
import { TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

const origin = 'http://localhost:3999';
let rt: TestRuntime;
let provider: TestProvider;

beforeAll(async () => {
  provider = await startOidcProvider(`${origin}/api/auth/callback/google`);
  rt = await createProviderRuntime(origin, provider);
});

afterAll(async () => {
  await rt.close();
  await provider.close();
});

/** Whatever a program may put there, as long as it may be. */
const state = `a b&c=d%2F#e?+\\"'<>;,${'~'.repeat(100)}//evil.example/../`.padEnd(512, 'x');

/** Where the browser was when nobody was signed in: a program's request, of the length that is allowed. */
const request = () => `/oauth/authorize?${requestQuery(newProof(), { state })}`;

/** Goes to a place of this site as the one before it said. @returns where that leads. */
type WayIn = (redirectTo: string) => Promise<{ readonly browser: TestBrowser; readonly led: string }>;

const byMail = async (email: string, redirectTo: string) => {
  const browser = new TestBrowser();
  const { token } = await browser.askForLink(rt, email, redirectTo);
  return { browser, led: (await browser.call(verifySignIn, { token })).redirectTo };
};

const byCode = async (email: string, redirectTo: string) => {
  const browser = new TestBrowser();
  const { code } = await browser.askForLink(rt, email, redirectTo);
  return { browser, led: (await browser.call(verifySignIn, { email, code })).redirectTo };
};

const byGoogle = async (redirectTo: string) => {
  const browser = new TestBrowser();
  const landed = landedAt(await goAndComeBack(browser, provider, redirectTo)) ?? '';
  expect(landed.startsWith(`${origin}/`)).toBe(true);
  return { browser, led: landed.slice(origin.length) };
};

/** The second step, where the first one did not lead anywhere else. */
const thenBy = async (app: TestApp, first: Awaited<ReturnType<WayIn>>) => {
  expect(first.led).toBe('/sign-in/factor');
  rt.clock.advance(30);
  return { browser: first.browser, led: (await first.browser.call(answerFactor, { code: app.code() })).redirectTo };
};

async function mailedOwner() {
  const browser = await signedInOwner(rt);
  return { browser, email: (await personIn(browser)).email };
}

let accounts = 0;
async function googleOwner(): Promise<TestBrowser> {
  accounts += 1;
  const email = `way${accounts}@example.com`;
  provider.signInAs({ sub: `way-${accounts}`, email, emailVerified: true, name: 'Gwen' });
  const browser = new TestBrowser();
  await goAndComeBack(browser, provider);
  await browser.call(createOrganization, { name: `Way ${accounts}` });
  return browser;
}

const waysIn: Readonly<Record<string, () => Promise<WayIn>>> = {
  'a link in a mail': async () => {
    const { email } = await mailedOwner();
    return (to) => byMail(email, to);
  },
  'the code of a mail': async () => {
    const { email } = await mailedOwner();
    return (to) => byCode(email, to);
  },
  'a mail and a second factor': async () => {
    const { browser, email } = await mailedOwner();
    const { app } = await addApp(browser);
    return async (to) => thenBy(app, await byMail(email, to));
  },
  'a passkey': async () => {
    const { browser } = await mailedOwner();
    const { passkey } = await addSoftPasskey(browser);
    return async (redirectTo) => {
      const fresh = new TestBrowser();
      const { options } = await fresh.call(askSignInPasskey);
      const answer = { passkey: passkey.use(options), redirectTo };
      return { browser: fresh, led: (await fresh.call(signInByPasskey, answer)).redirectTo };
    };
  },
  Google: async () => {
    await googleOwner();
    return byGoogle;
  },
  'Google and a second factor': async () => {
    const { app } = await addApp(await googleOwner());
    return async (to) => thenBy(app, await byGoogle(to));
  },
};

const elsewhere = [
  ...['https://evil.example/oauth/authorize', '//evil.example/oauth/authorize', '/\\evil.example', '/\t/evil.example'],
  ...['javascript:alert(1)', '/.//evil.example', `${origin}@evil.example/`, `/oauth/authorize?${'x'.repeat(1_500)}\n`],
];

describe.each(Object.keys(waysIn))('signing in by %s', (name) => {
  test('leads back to what a program asked, with all that it asked', async () => {
    const signIn = await waysIn[name]?.();
    const asked = request();
    const { browser, led } = (await signIn?.(asked)) ?? {};
    expect(led).toBe(asked);
    const query = asked.slice('/oauth/authorize?'.length);
    const page = await browser?.call(readAuthorization, { query });
    expect(page).toMatchObject({ kind: 'consent', client: { name: 'Holdfast command line' } });
    const organizationId = page?.kind === 'consent' ? page.organization.id : '';
    const decided = await browser?.call(decideAuthorization, {
      ...{ query, organizationId, scopes: 'contacts:read', decision: 'allow' },
    });
    expect(new URL(decided?.redirectTo ?? '').searchParams.get('state')).toBe(state);
  });

  test('leads to no other site', async () => {
    const signIn = await waysIn[name]?.();
    for (const place of elsewhere) {
      // Each has to be clear of the limits of the one before.
      rt.clock.advance(600);
      const { led } = (await signIn?.(place)) ?? {};
      expect(led, place).toMatch(/^\/[a-z0-9-]+$/);
    }
  });
});

test('choosing one of several organisations leads back to it too, and to no other site', async () => {
  const { browser, email } = await mailedOwner();
  for (const name of ['Way north', 'Way south']) await browser.call(createOrganization, { name });
  await rt.tenancy.control.write((tx) => tx.run('DELETE FROM Session'));
  const asked = request();
  const signedIn = await byMail(email, asked);
  expect(signedIn.led).toBe(asked);
  const query = asked.slice('/oauth/authorize?'.length);
  expect(await signedIn.browser.call(readAuthorization, { query })).toEqual({ kind: 'organization' });
  for (const place of elsewhere) {
    const { redirectTo } = await signedIn.browser.call(switchOrganization, { slug: 'way-north', redirectTo: place });
    expect(redirectTo, place).toBe('/way-north');
  }
  const chosen = { slug: 'way-south', redirectTo: asked };
  expect((await signedIn.browser.call(switchOrganization, chosen)).redirectTo).toBe(asked);
  const page = await signedIn.browser.call(readAuthorization, { query });
  expect(page).toMatchObject({ kind: 'consent', organization: { name: 'Way south' } });
});
