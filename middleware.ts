import { type NextRequest, NextResponse } from 'next/server';
import { frontHeader, readFront } from './lib/http/front.ts';
import {
  isInternalRequestHeader,
  pageContentSecurityPolicy,
  reportingEndpoints,
  securityHeaderList,
} from './lib/http/headers.ts';
import { nonceHeader, pathHeader, requestIdHeader } from './lib/http/page-headers.ts';
import { isConsolePath, signInPath } from './lib/http/page-paths.ts';
import { renewalCookieName, sessionCookieName } from './lib/identity/session-cookies.ts';
import { newId } from './lib/platform/ids.ts';
import { hasRuntime, runtime } from './lib/runtime.ts';

export const config = { runtime: 'nodejs', matcher: '/:path*' };

/**
 * Gives every answer of Next its request id and its security headers, pages their nonce, and turns away from the console
 * whoever brings no session at all. It proves nothing: every door authenticates again (CVE-2025-29927 is why).
 */
export function middleware(request: NextRequest): Response {
  const target = `${request.nextUrl.pathname}${request.nextUrl.search}`;
  const origin = hasRuntime() ? runtime().origin : request.nextUrl.origin;
  // Our own server has made the id already; anybody else's is not taken over.
  const front = readFront(request.headers.get(frontHeader));
  const requestId = (front && request.headers.get(requestIdHeader)) || newId('req');
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = pageContentSecurityPolicy({
    path: request.nextUrl.pathname,
    nonce,
    development: process.env.NODE_ENV === 'development',
    https: origin.startsWith('https://'),
    signInOrigin: hasRuntime() ? new URL(runtime().env.GOOGLE_ISSUER).origin : null,
  });

  const response = turnsAway(request, origin)
    ? NextResponse.redirect(new URL(signInPath(target), origin), 307)
    : NextResponse.next({
        request: { headers: pageRequestHeaders(request.headers, { policy, nonce, requestId, target }) },
      });
  for (const [name, value] of securityHeaderList) response.headers.set(name, value);
  response.headers.set('content-security-policy', policy);
  response.headers.set(...reportingEndpoints);
  response.headers.set(requestIdHeader, requestId);
  return response;
}

function turnsAway(request: NextRequest, origin: string): boolean {
  if (!isConsolePath(request.nextUrl.pathname)) return false;
  return ![sessionCookieName(origin), renewalCookieName(origin)].some((name) => request.cookies.has(name));
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
