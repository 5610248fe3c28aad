import type { AuthOptions } from 'next-auth';
import type { CookieToSet } from '../../access/request.ts';
import { deriveKey } from '../../platform/crypto/digest.ts';
import type { Runtime } from '../../runtime.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { localPath } from '../redirect-path.ts';
import { sessionCookieName } from '../session-cookies.ts';
import { authenticateSession } from '../sessions.ts';
import { answerEntry, type Entered, type FactorAsked } from '../sign-in/enter.ts';
import { providerAgent, providerMs } from './provider-agent.ts';
import { type GoogleRefusal, signInWithGoogle } from './sign-in-with-google.ts';

/** How long a sign-in at the provider may take. */
export const flowSeconds = 600;

/** What one request to next-auth brought about. Options are made for each request, so that nothing is shared. */
export interface NextAuthExchange {
  readonly ctx: PublicContext;
  /** Where the person wanted to go, from the cookie of their sign-in; null for nowhere in particular. */
  readonly redirectTo: string | null;
  /** The token of the session as it is after this request; null without one. */
  token: string | null;
  entered: Entered | FactorAsked | null;
}

export function csrfCookieName(origin: string): string {
  return cookieNames(origin).csrfToken;
}

/** The cookies without which an attempt cannot be finished. */
export function flowCookieNames(origin: string): readonly string[] {
  const { pkce, state, nonce } = cookieNames(origin);
  return [pkce, state, nonce];
}

/** Remembers where the person wanted to go; removed when that is nowhere in particular. */
export function returnCookie(origin: string, path: string | null): CookieToSet {
  const value = path === null ? '' : Buffer.from(path).toString('base64url');
  const maxAgeSeconds = path === null ? 0 : flowSeconds;
  return { name: cookieNames(origin).returnPath, value, maxAgeSeconds, sameSite: 'lax' };
}

/** Where this attempt leads, as {@link returnCookie} or next-auth's own form noted it; null for nowhere in particular. */
export function returnPathOf(origin: string, cookies: ReadonlyMap<string, string>): string | null {
  const { returnPath, callbackUrl } = cookieNames(origin);
  const ours = cookies.get(returnPath);
  if (ours !== undefined) return localPath(Buffer.from(ours, 'base64url').toString());
  const theirs = decodedCookie(cookies.get(callbackUrl));
  const path = localPath(theirs.startsWith(`${origin}/`) ? theirs.slice(origin.length) : null);
  return path === '/' ? null : path;
}

/** next-auth writes its cookies percent-encoded. */
export function decodedCookie(text = ''): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** Where the sign-in page says why. */
export function refusalPath(refusal: GoogleRefusal): string {
  return `/sign-in?error=${refusal}`;
}

/**
 * next-auth as we use it: one OpenID provider by authorization code with PKCE, state and nonce; sessions, their tokens
 * and their cookies are ours. CLAIMS I1.
 */
export function nextAuthOptions(rt: Runtime, exchange: NextAuthExchange): AuthOptions {
  const { origin, env, log } = rt;
  const names = cookieNames(origin);
  const secure = origin.startsWith('https://');
  const cookie = (name: string, maxAge?: number) => ({
    name,
    options: {
      httpOnly: true,
      sameSite: 'lax' as const,
      path: '/',
      secure,
      ...(maxAge === undefined ? {} : { maxAge }),
    },
  });
  return {
    // The cookies of an attempt are sealed for the provider that it was begun at: no answer of it goes to another one.
    secret: deriveKey(rt.secrets.authSecret, `holdfast/next-auth/v1 ${env.GOOGLE_ISSUER}`).toString('hex'),
    useSecureCookies: secure,
    cookies: {
      sessionToken: cookie(names.sessionToken),
      csrfToken: cookie(names.csrfToken),
      callbackUrl: cookie(names.callbackUrl, flowSeconds),
      pkceCodeVerifier: cookie(names.pkce, flowSeconds),
      state: cookie(names.state, flowSeconds),
      nonce: cookie(names.nonce, flowSeconds),
    },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    session: { strategy: 'jwt', maxAge: env.SESSION_TOKEN_SECONDS },
    providers: provider(env),
    jwt: {
      encode: async () => exchange.token ?? '',
      decode: async ({ token }) => {
        const user = await authenticateSession(rt, token);
        if (user === null) return null;
        exchange.token = user.renewedCookie?.value ?? token ?? null;
        return { sub: user.userId, name: user.name, email: user.email };
      },
    },
    callbacks: {
      redirect: async ({ url, baseUrl }) => {
        const path = localPath(url.startsWith(`${origin}/`) ? url.slice(origin.length) : url);
        return path === null ? baseUrl : `${baseUrl}${path}`;
      },
      signIn: async ({ profile }) => {
        const claims: Readonly<Record<string, unknown>> = { ...profile };
        const outcome = await signInWithGoogle(
          exchange.ctx,
          {
            issuer: String(claims.iss),
            subject: typeof claims.sub === 'string' ? claims.sub : '',
            email: claims.email,
            emailVerified: claims.email_verified,
            hostedDomain: claims.hd,
            issuedAt: claims.iat,
            name: claims.name,
          },
          exchange.redirectTo,
        );
        if (outcome.state === 'refused') return `${origin}${refusalPath(outcome.refusal)}`;
        if (outcome.state === 'confirm') return `${origin}${outcome.path}`;
        exchange.entered = outcome.entered;
        await answerEntry(exchange.ctx, outcome.entered);
        return true;
      },
    },
    logger: {
      error: (code, metadata) =>
        log.warn({ reason: code, err: 'error' in metadata ? metadata.error : metadata }, 'next-auth'),
      warn: (code) => log.debug({ reason: code }, 'next-auth'),
      debug: () => undefined,
    },
  };
}

interface GoogleClaims {
  readonly sub: string;
  readonly email?: string;
  readonly name?: string;
}

function provider(env: Runtime['env']): AuthOptions['providers'] {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret, GOOGLE_ISSUER: issuer } = env;
  if (clientId === undefined || clientSecret === undefined) return [];
  return [
    {
      id: 'google',
      name: 'Google',
      type: 'oauth',
      wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      authorization: { params: { scope: 'openid email profile' } },
      checks: ['pkce', 'state', 'nonce'],
      idToken: true,
      clientId,
      clientSecret,
      httpOptions: { timeout: providerMs, agent: providerAgent(issuer) },
      profile: ({ sub, email, name }: GoogleClaims) => ({ id: sub, email: email ?? null, name: name ?? null }),
    },
  ];
}

function cookieNames(origin: string) {
  const prefix = origin.startsWith('https://') ? '__Host-' : '';
  return {
    sessionToken: sessionCookieName(origin),
    csrfToken: `${prefix}holdfast-auth-csrf`,
    callbackUrl: `${prefix}holdfast-auth-callback`,
    returnPath: `${prefix}holdfast-auth-return`,
    pkce: `${prefix}holdfast-auth-pkce`,
    state: `${prefix}holdfast-auth-state`,
    nonce: `${prefix}holdfast-auth-nonce`,
  };
}
