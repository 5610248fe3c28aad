import { answerNextAuth, type NextAuthRequest } from '../identity/google/next-auth.ts';
import { refusalPath } from '../identity/google/next-auth-options.ts';
import { fail, toHoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { runtime } from '../runtime.ts';
import { problemAnswer } from './answers.ts';
import { toWebResponse } from './api-message.ts';
import { cookieLine, parseCookies } from './cookies.ts';
import { requestIdHeader } from './page-headers.ts';

const basePath = '/api/auth/';
const bodyBytesMax = 16_384;

/** The door of next-auth's addresses: people arrive here from Google. Errors lead people back to the sign-in page. */
export async function answerNextAuthRequest(request: Request, address: string): Promise<Response> {
  const requestId = request.headers.get(requestIdHeader) ?? newId('req');
  try {
    const answer = await answerNextAuth(await readNextAuthRequest(request, address, requestId));
    const headers = new Headers([...answer.headers]);
    headers.set('cache-control', 'no-store');
    for (const line of answer.cookieLines) headers.append('set-cookie', line);
    for (const cookie of answer.cookies) headers.append('set-cookie', cookieLine(cookie, runtime().origin));
    return new Response(answer.body === '' ? null : answer.body, { status: answer.status, headers });
  } catch (thrown) {
    const error = toHoldfastError(thrown);
    if (error.status >= 500) runtime().log.error({ err: thrown, requestId }, 'next-auth');
    if (request.method === 'GET' && new URL(request.url).pathname.startsWith(`${basePath}callback/`)) {
      const location = new URL(refusalPath('failed'), runtime().origin).href;
      return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });
    }
    return toWebResponse(problemAnswer(error, requestId, []));
  }
}

async function readNextAuthRequest(request: Request, address: string, requestId: string): Promise<NextAuthRequest> {
  const { pathname, searchParams } = new URL(request.url);
  if (!pathname.startsWith(basePath)) throw fail('not_found');
  return {
    method: request.method,
    segments: pathname.slice(basePath.length).split('/'),
    query: Object.fromEntries(searchParams),
    body: await readForm(request),
    headers: {},
    meta: {
      requestId,
      door: 'page',
      address,
      userAgent: request.headers.get('user-agent'),
      cookies: parseCookies(request.headers.get('cookie')),
      body: null,
    },
  };
}

/** @throws `body_too_large`, `malformed_body` */
async function readForm(request: Request): Promise<Readonly<Record<string, string>>> {
  if (request.method !== 'POST' || request.body === null) return {};
  if (Number(request.headers.get('content-length') ?? Number.NaN) > bodyBytesMax) throw fail('body_too_large');
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > bodyBytesMax) throw fail('body_too_large');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (!request.headers.get('content-type')?.includes('application/json')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) throw new Error('no object');
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch (cause) {
    throw fail('malformed_body', { cause });
  }
}
