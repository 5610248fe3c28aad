import { createApiRouter } from '#lib/http/router.ts';
import { operations } from '#lib/registry.ts';
import { runtime } from '#lib/runtime.ts';
import type { TestBrowser } from './test-browser.ts';

const route = createApiRouter(operations);

interface Sent {
  readonly body?: unknown;
  /** The body's bytes as they come, instead of `body`. */
  readonly stream?: ReadableStream<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The whole `Cookie` header, instead of what the browser holds. */
  readonly cookie?: string;
}

/**
 * Sends a request to the API as a page of ours in this browser does, with its cookies, through the router that every host
 * serves. Cookies that come back are kept. `target` is method and path below `/api/v1`.
 */
export async function sendAsBrowser(browser: TestBrowser, target: string, sent: Sent = {}): Promise<Response> {
  const [method, path] = target.split(' ') as [string, string];
  const cookie = sent.cookie ?? [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const body = sent.stream ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const { origin } = runtime();
  const response = await route(
    new Request(`${origin}/api/v1${path}`, {
      method,
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === '' ? {} : { cookie }),
        ...sent.headers,
      },
      ...(body === undefined ? {} : { body, duplex: 'half' as const }),
    }),
    { address: browser.address, door: 'api' },
  );
  for (const line of response.headers.getSetCookie()) {
    const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split(/=(.*)/s);
    if (value === '') browser.cookies.delete(name);
    else browser.cookies.set(name, value);
  }
  return response;
}
