import { z } from 'zod';
import { publicOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { localPath, pathCharsMax } from '../redirect-path.ts';
import { answerNextAuth, type NextAuthRequest } from './next-auth.ts';
import { csrfCookieName, flowCookieNames, flowSeconds, returnCookie } from './next-auth-options.ts';

/**
 * Begins a sign-in at Google: afterwards the browser holds the secrets of this one attempt (state, nonce, PKCE
 * verifier), and `url` is where it must go. Nothing has been proven yet.
 *
 * @throws `not_found` where Google sign-in is not configured; `sign_in_failed` when the provider does not answer.
 */
export const startGoogle = publicOperation({
  name: 'auth.startGoogle',
  title: 'Begin a sign-in with Google',
  http: 'POST /auth/google',
  limits: [],
  input: z.strictObject({ redirectTo: z.string().max(pathCharsMax).optional() }),
  output: z.object({ url: z.string() }),
  writes: false,
  refuses: ['not_found', 'sign_in_failed'],
  run: async (ctx, input) => {
    const { env, origin } = ctx.services;
    if (env.GOOGLE_CLIENT_ID === undefined) throw fail('not_found');
    const ask = (
      request: Pick<NextAuthRequest, 'method' | 'segments' | 'body'>,
      cookies: ReadonlyMap<string, string>,
    ) => answerNextAuth({ query: {}, headers: {}, meta: { ...ctx.request, cookies }, ...request });
    // next-auth guards its own form by a token of its own; this call comes from our side of the door already.
    const csrf = await ask({ method: 'GET', segments: ['csrf'], body: {} }, new Map());
    const { csrfToken } = CsrfAnswer.parse(JSON.parse(csrf.body));
    const csrfCookie = cookieValues(csrf.cookieLines).get(csrfCookieName(origin)) ?? '';
    const answer = await ask(
      { method: 'POST', segments: ['signin', 'google'], body: { csrfToken } },
      new Map([[csrfCookieName(origin), csrfCookie]]),
    );
    const url = answer.headers.get('location') ?? '';
    const set = cookieValues(answer.cookieLines);
    for (const name of flowCookieNames(origin)) {
      const value = set.get(name);
      if (value === undefined || url.startsWith(origin)) throw fail('sign_in_failed', { message: unreachable });
      ctx.answer.setCookie({ name, value, maxAgeSeconds: flowSeconds, sameSite: 'lax' });
    }
    ctx.answer.setCookie(returnCookie(origin, localPath(input.redirectTo)));
    return { url };
  },
});

const unreachable = 'Google does not answer right now. Try again, or sign in by mail.';

const CsrfAnswer = z.object({ csrfToken: z.string().min(1) });

/** Names and values of `Set-Cookie` lines, as they stand on the wire. */
function cookieValues(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.map((line) => {
      const pair = line.split(';', 1)[0] ?? '';
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}
