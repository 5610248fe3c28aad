import { TOTP } from 'otpauth';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { addPasskey, askNewPasskey } from '#lib/identity/factors/passkey-operations.ts';
import { confirmAuthenticator, offerAuthenticator } from '#lib/identity/factors/totp-operations.ts';
import { createOrganization } from '#lib/identity/organizations/create-organization.ts';
import { runtime } from '#lib/runtime.ts';
import { SoftPasskey } from './soft-passkey.ts';
import { TestBrowser } from './test-browser.ts';
import { createTestRuntime, type TestRuntime } from './test-runtime.ts';

/** An installation under a name, so that browsers let it have passkeys. */
export function createFactorRuntime(): Promise<TestRuntime> {
  return createTestRuntime({ env: { HOLDFAST_URL: 'http://localhost:3000' } });
}

/** An authenticator app: shows the code of its installation's clock, or of one that is off by some seconds. */
export interface TestApp {
  code(offSeconds?: number): string;
}

export function appOf(uri: string): TestApp {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const totp = new TOTP({ secret, digits: 6, period: 30, algorithm: 'SHA1' });
  return {
    code: (offSeconds = 0) => totp.generate({ timestamp: runtime().clock.now().getTime() + offSeconds * 1_000 }),
  };
}

let people = 0;

/** A browser in which a new person is signed in. */
export async function signedIn(rt: TestRuntime, email = `person${++people}@example.com`): Promise<TestBrowser> {
  const browser = new TestBrowser();
  await browser.signIn(rt, email);
  return browser;
}

/** The same, as the owner of a new organisation. */
export async function signedInOwner(rt: TestRuntime, email?: string): Promise<TestBrowser> {
  const browser = await signedIn(rt, email);
  await browser.call(createOrganization, { name: `Organisation ${people}` });
  return browser;
}

export async function addApp(browser: TestBrowser): Promise<{ app: TestApp; recoveryCodes: readonly string[] }> {
  const { uri } = await browser.call(offerAuthenticator);
  const app = appOf(uri);
  const { recoveryCodes } = await browser.call(confirmAuthenticator, { code: app.code() });
  return { app, recoveryCodes: recoveryCodes ?? [] };
}

export async function addSoftPasskey(
  browser: TestBrowser,
): Promise<{ passkey: SoftPasskey; recoveryCodes: readonly string[] }> {
  const { options } = await browser.call(askNewPasskey);
  const passkey = new SoftPasskey(runtime().origin);
  const { recoveryCodes } = await browser.call(addPasskey, { name: 'Laptop', passkey: passkey.register(options) });
  return { passkey, recoveryCodes: recoveryCodes ?? [] };
}

/** Who is signed in there. */
export async function personIn(browser: TestBrowser): Promise<UserPrincipal> {
  const principal = await browser.principal();
  if (principal.kind !== 'user') throw new Error('nobody is signed in');
  return principal;
}
