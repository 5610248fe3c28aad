import { answerNextAuthRequest } from '#lib/http/next-auth-door.ts';
import { startGoogle } from '#lib/identity/google/start-google.ts';
import type { TestProvider } from './oidc-provider.ts';
import type { TestBrowser } from './test-browser.ts';
import { createTestClock } from './test-clock.ts';
import { createTestRuntime, type TestRuntime } from './test-runtime.ts';

/** An installation at this address that lets people sign in by this provider. Its ID tokens are checked against the real time. */
export function createProviderRuntime(
  origin: string,
  { clientId, clientSecret, issuer }: Pick<TestProvider, 'clientId' | 'clientSecret' | 'issuer'>,
): Promise<TestRuntime> {
  return createTestRuntime({
    clock: createTestClock(new Date()),
    env: {
      ...{ HOLDFAST_URL: origin, GOOGLE_ISSUER: issuer },
      ...{ GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret },
    },
  });
}

/** Sends a request to next-auth's door with this browser's cookies, and keeps those that come back. */
export async function sendToNextAuth(
  browser: TestBrowser,
  url: string | URL,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('cookie', [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
  const response = await answerNextAuthRequest(new Request(url, { ...init, headers }), browser.address);
  for (const line of response.headers.getSetCookie()) {
    const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split(/=(.*)/s);
    if (value === '') browser.cookies.delete(name);
    else browser.cookies.set(name, value);
  }
  return response;
}

/** Begins at our sign-in page, goes to the provider and comes back: the answer to coming back. */
export async function goAndComeBack(
  browser: TestBrowser,
  provider: Pick<TestProvider, 'visit'>,
  redirectTo?: string,
): Promise<Response> {
  const { url } = await browser.call(startGoogle, redirectTo === undefined ? {} : { redirectTo });
  return sendToNextAuth(browser, await provider.visit(url));
}

export function landedAt(response: Response): string | null {
  return response.headers.get('location');
}
