import { type NextRequest, NextResponse } from 'next/server';
import { fromWebRequest, toWebResponse } from './lib/http/api-message.ts';
import { frontHeader, readFront } from './lib/http/front.ts';
import {
  headersOfAddress,
  isInternalRequestHeader,
  isStorefrontPreview,
  pageContentSecurityPolicy,
  reportingEndpoints,
  securityHeadersOf,
} from './lib/http/headers.ts';
import { judgeHost } from './lib/http/hosts.ts';
import { nonceHeader, pathHeader, requestIdHeader } from './lib/http/page-headers.ts';
import { isConsolePath, isHealthPath, isInternalPath, isRouterPath, signInPath } from './lib/http/page-paths.ts';
import { addressOf } from './lib/http/peer-address.ts';
import { renewalCookieName, sessionCookieName } from './lib/identity/session-cookies.ts';
import { newId } from './lib/platform/ids.ts';
import { hasRuntime, runtime } from './lib/runtime.ts';

export const config = { runtime: 'nodejs', matcher: '/:path*' };

/**
 * Gives every answer of Next its request id and its security headers, pages their nonce, and turns away from the console
 * whoever brings no session at all. It proves nothing: every door authenticates again (CVE-2025-29927 is why).
 */
export async function middleware(request: NextRequest): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  const origin = hasRuntime() ? runtime().origin : request.nextUrl.origin;
  // Our own server has made the id already; anybody else's is not taken over.
  const front = readFront(request.headers.get(frontHeader));
  // Our own server has asked both doors before it handed the request on.
  if (front === null && hasRuntime()) {
    const peer = { address: addressOf(request.headers), door: 'api' } as const;
    const answer = await runtime().storefrontHost(
      fromWebRequest(request),
      request.headers.get('host') ?? undefined,
      peer,
    );
    if (answer !== null) return toWebResponse(answer);
  }
  if (front === null && isInternalPath(pathname) && hasRuntime()) {
    const peer = { address: addressOf(request.headers), door: 'api' } as const;
    const answer = await runtime().internal(fromWebRequest(request), peer);
    if (answer !== null) return toWebResponse(answer);
  }
  const facts: PageFacts = {
    ...policyOf(pathname, origin),
    requestId: (front && request.headers.get(requestIdHeader)) || newId('req'),
    target: `${pathname}${search}`,
  };
  const headers = pageRequestHeaders(request.headers, facts);
  const response = elsewhere(request, origin) ?? NextResponse.next({ request: { headers } });
  for (const [name, value] of securityHeadersOf(pathname)) response.headers.set(name, value);
  // Our routers write their own, and so does the preview, to which the style sheet in it belongs.
  if (isRouterPath(pathname) || isStorefrontPreview(pathname)) return response;
  response.headers.set('content-security-policy', facts.policy);
  response.headers.set(...reportingEndpoints);
  for (const [name, value] of headersOfAddress(pathname)) response.headers.set(name, value);
  response.headers.set(requestIdHeader, facts.requestId);
  return response;
}

function policyOf(path: string, origin: string): { readonly policy: string; readonly nonce: string } {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = pageContentSecurityPolicy({
    path,
    nonce,
    development: process.env.NODE_ENV === 'development',
    https: origin.startsWith('https://'),
    signInOrigin: hasRuntime() ? new URL(runtime().env.GOOGLE_ISSUER).origin : null,
    turnstile: hasRuntime() && runtime().botCheck.siteKey !== null,
  });
  return { policy, nonce };
}

/** The answer to a request that gets no page here, or null. */
function elsewhere(request: NextRequest, origin: string): NextResponse | null {
  const { pathname, search } = request.nextUrl;
  const local = hasRuntime() && runtime().env.HOLDFAST_ENV === 'local';
  const host = judgeHost(request.headers.get('host') ?? undefined, origin, local).kind;
  if (host === 'refuse' && !isHealthPath(pathname)) return new NextResponse(null, { status: 403 });
  if (isRouterPath(pathname)) return null;
  if (host === 'redirect') return NextResponse.redirect(new URL(`${pathname}${search}`, origin), 307);
  if (pathname !== '/' && pathname.endsWith('/')) {
    return NextResponse.redirect(new URL(`${pathname.replace(/\/+$/, '')}${search}`, origin), 308);
  }
  // Opening such a page counts, and what is not shown must not.
  if (request.method === 'HEAD' && headersOfAddress(pathname).length > 0) {
    return new NextResponse(null, { status: 405, headers: { allow: 'GET' } });
  }
  if (!isConsolePath(pathname)) return null;
  const signedIn = [sessionCookieName(origin), renewalCookieName(origin)].some((name) => request.cookies.has(name));
  return signedIn ? null : NextResponse.redirect(new URL(signInPath(`${pathname}${search}`), origin), 307);
}

interface PageFacts {
  readonly policy: string;
  readonly nonce: string;
  readonly requestId: string;
  readonly target: string;
}

/** What pages see: the client's headers without those by which it could speak for us, and what we know. */
function pageRequestHeaders(sent: Headers, facts: PageFacts): Headers {
  const headers = new Headers(sent);
  const front = headers.get(frontHeader);
  for (const name of [...headers.keys()]) if (isInternalRequestHeader(name)) headers.delete(name);
  if (front !== null) headers.set(frontHeader, front);
  // Next reads the nonce for its own scripts from here.
  headers.set('content-security-policy', facts.policy);
  headers.set(nonceHeader, facts.nonce);
  headers.set(requestIdHeader, facts.requestId);
  headers.set(pathHeader, facts.target);
  return headers;
}
