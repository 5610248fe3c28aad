import type { AuthOptions } from 'next-auth';
import { auditOf } from '../../access/audit.ts';
import { limitHeaders } from '../../access/limit-headers.ts';
import { noteLimitHit } from '../../access/outcomes.ts';
import type { CookieToSet, RequestMeta } from '../../access/request.ts';
import { pinNextAuthOrigin } from '../../platform/env.ts';
import { fail } from '../../platform/errors.ts';
import { type Runtime, runtime } from '../../runtime.ts';
import { publicContext } from '../../tenancy/open-context.ts';
import { renewalCookieName, sessionCookieName } from '../session-cookies.ts';
import { authenticateSession } from '../sessions.ts';
import {
  decodedCookie,
  type NextAuthExchange,
  nextAuthOptions,
  refusalPath,
  returnCookie,
  returnPathOf,
} from './next-auth-options.ts';

/** A request below `/api/auth`, as any host can give it. */
export interface NextAuthRequest {
  readonly method: string;
  /** What follows `/api/auth`, for example `['callback', 'google']`. */
  readonly segments: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly meta: RequestMeta;
}

export interface NextAuthAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** Whole `Set-Cookie` lines of next-auth's own cookies. */
  readonly cookieLines: readonly string[];
  /** Cookies of the session that this request opened. */
  readonly cookies: readonly CookieToSet[];
  readonly body: string;
}

/** Where people come back to from the provider. */
const callbackRoute = 'GET callback/google';

/**
 * All of next-auth that there is. Signing out goes through `auth.signOut`; its pages are ours; its `_log` would let
 * anybody write into our log.
 */
const allowed: ReadonlySet<string> = new Set([
  'GET csrf',
  'GET providers',
  'GET session',
  'GET signin',
  'POST signin/google',
  callbackRoute,
  'GET error',
]);

/** What counts as an attempt to sign in. */
const limited: ReadonlySet<string> = new Set(['POST signin/google', callbackRoute]);

/**
 * Answers one request by next-auth, with our sessions. Its handler is given plain objects in place of a framework's, so
 * that it runs wherever we do.
 *
 * @throws `not_found` for what is not allowed; `rate_limited`.
 */
export async function answerNextAuth(request: NextAuthRequest): Promise<NextAuthAnswer> {
  const rt = runtime();
  const route = `${request.method} ${request.segments.join('/')}`;
  if (!allowed.has(route)) throw fail('not_found');
  if (limited.has(route))
    await takeLimit(rt, request.meta, `${request.method} /api/auth/${request.segments.join('/')}`);
  pinNextAuthOrigin(rt.origin);
  const cookies: CookieToSet[] = [];
  const exchange = await exchangeFor(rt, request, cookies);
  const response = new RecordedResponse();
  const handler = await loadHandler();
  await handler(
    {
      method: request.method,
      query: { ...request.query, nextauth: [...request.segments] },
      body: request.body,
      headers: request.headers,
      cookies: Object.fromEntries([...request.meta.cookies].map(([name, value]) => [name, decodedCookie(value)])),
    },
    response,
    nextAuthOptions(rt, exchange),
  );
  if (exchange.entered) {
    response.setHeader('location', new URL(exchange.entered.redirectTo, rt.origin).href);
    cookies.push(returnCookie(rt.origin, null));
  } else if (isOwnErrorPage(response.headers.get('location'), rt.origin)) {
    // What the provider, or whoever speaks for it, sent back was not an answer to what this browser had asked.
    if (route === callbackRoute) {
      await rt.audit.record({ ...auditOf(exchange.ctx), action: 'auth.google', outcome: 'refused', reason: 'failed' });
    }
    response.setHeader('location', `${rt.origin}${refusalPath('failed')}`);
  }
  return {
    status: response.statusCode,
    headers: response.headers,
    // Our own cookie of that name carries the right lifetime.
    cookieLines: response.cookieLines.filter(
      (line) => cookies.length === 0 || !line.startsWith(`${sessionCookieName(rt.origin)}=`),
    ),
    cookies,
    body: response.body,
  };
}

/** next-auth's detours to our sign-in page: what went wrong at the provider is for the log, not for the address bar. */
function isOwnErrorPage(location: string | undefined, origin: string): boolean {
  return ['error', 'signin'].some((page) => location?.split('?', 1)[0] === `${origin}/api/auth/${page}`);
}

async function takeLimit(rt: Runtime, request: RequestMeta, operation: string): Promise<void> {
  const verdict = await rt.limiter.take('auth.address', request.address);
  if (verdict.allowed) return;
  const call = { principal: { kind: 'anonymous' }, request, operation, now: () => rt.clock.now() } as const;
  await noteLimitHit(rt.audit, verdict, request.address, call);
  throw fail('rate_limited', { headers: limitHeaders(verdict), detail: 'auth.address' });
}

async function exchangeFor(rt: Runtime, request: NextAuthRequest, cookies: CookieToSet[]): Promise<NextAuthExchange> {
  const { meta } = request;
  const { origin } = rt;
  const user = await authenticateSession(
    rt,
    meta.cookies.get(sessionCookieName(origin)),
    meta.cookies.get(renewalCookieName(origin)),
  );
  const exchange: NextAuthExchange = {
    ctx: publicContext({
      principal: user ?? { kind: 'anonymous' },
      request: meta,
      answer: {
        setCookie: (cookie) => {
          cookies.push(cookie);
          if (cookie.name === sessionCookieName(origin)) exchange.token = cookie.value;
        },
        noteLimit: () => undefined,
      },
    }),
    redirectTo: returnPathOf(origin, meta.cookies),
    token: null,
    entered: null,
  };
  return exchange;
}

type Handler = (request: unknown, response: RecordedResponse, options: AuthOptions) => Promise<unknown>;

/** Loaded when first needed: most processes never sign anybody in. CommonJS, so hosts differ in where its export is. */
async function loadHandler(): Promise<Handler> {
  const loaded: { readonly default: unknown } = await import('next-auth');
  const inner = loaded.default;
  return (typeof inner === 'function' ? inner : (inner as { readonly default: unknown }).default) as Handler;
}

/** As much of an answer as next-auth writes to. */
class RecordedResponse {
  statusCode = 200;
  body = '';
  cookieLines: readonly string[] = [];
  readonly headers = new Map<string, string>();

  status(code: number): this {
    this.statusCode = code;
    return this;
  }

  getHeader(name: string): string | readonly string[] | undefined {
    return name.toLowerCase() === 'set-cookie' ? [...this.cookieLines] : this.headers.get(name.toLowerCase());
  }

  setHeader(name: string, value: string | readonly string[]): this {
    if (name.toLowerCase() === 'set-cookie') this.cookieLines = typeof value === 'string' ? [value] : value;
    else this.headers.set(name.toLowerCase(), String(value));
    return this;
  }

  json(value: unknown): void {
    this.setHeader('content-type', 'application/json');
    this.body = JSON.stringify(value);
  }

  send(value: unknown): void {
    if (typeof value === 'string') this.body = value;
    else if (value !== undefined) this.json(value);
  }

  end(): void {
    // Everything has been recorded.
  }
}
