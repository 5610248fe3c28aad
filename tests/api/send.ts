import { createApiRouter } from '#lib/http/router.ts';
import { operations } from '#lib/registry.ts';

interface Sent {
  readonly key?: string;
  /** The whole header, instead of a key. */
  readonly authorization?: string;
  readonly body?: unknown;
  readonly userAgent?: string;
  /** Where the request seems to come from; each test that is refused often takes one of its own. */
  readonly address?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** As sent, without a byte changed. */
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

const route = createApiRouter(operations);

/** Sends a request through the router that every host serves. `target` is method and path below `/api/v1`. */
export async function send(
  target: string,
  { key, authorization, body, userAgent, address = '203.0.113.7' }: Sent = {},
): Promise<Answered> {
  const [method, path] = target.split(' ') as [string, string];
  const headers = new Headers();
  if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
  if (authorization !== undefined) headers.set('authorization', authorization);
  if (userAgent !== undefined) headers.set('user-agent', userAgent);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const request = new Request(`http://127.0.0.1/api/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await route(request, { address, door: 'api' });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text === '' ? {} : JSON.parse(text) };
}

/** The answer's bytes with the request id taken out: what must not differ between two callers. */
export function withoutRequestId(answer: Answered): { status: number; headers: string[]; text: string } {
  const id = answer.headers.get('x-request-id') ?? 'no request id';
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value.replaceAll(id, 'ID')}`);
  return { status: answer.status, headers, text: answer.text.replaceAll(id, 'ID') };
}
