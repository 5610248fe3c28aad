import { publicOperation } from '../../access/operation.ts';
import { ReadSignInLink, SignInLink } from '../schema.ts';
import { anyUser, findUserByEmail } from '../users.ts';
import { browserHashOf } from './browser-binding.ts';
import { findLoginToken, linkRefusal } from './login-tokens.ts';

/** What the page behind a link shows. Reading consumes nothing: mail scanners open every link. CLAIMS I7. */
export const readSignInLink = publicOperation({
  name: 'auth.readLink',
  title: 'See what a sign-in link would do',
  limits: ['auth.pages'],
  input: ReadSignInLink,
  output: SignInLink,
  writes: false,
  run: async (ctx, { token }) => {
    const found = await findLoginToken(ctx.control, token);
    const browserHash = browserHashOf(ctx.services.origin, ctx.request);
    const refusal = linkRefusal(found, {
      purposes: ['login', 'operator-login', 'owner-setup'],
      browserHash,
      now: ctx.now(),
    });
    const dead = { state: 'dead' as const, email: null, newcomer: false };
    if (!found || (refusal !== null && refusal !== 'other_browser')) return dead;
    if (found.purpose === 'owner-setup') {
      return (await anyUser(ctx.control)) ? dead : { state: 'owner-setup' as const, email: null, newcomer: true };
    }
    const state = refusal === null ? ('ready' as const) : ('other-browser' as const);
    const newcomer = (await findUserByEmail(ctx.control, found.email)) === undefined;
    return { state, email: found.email, newcomer };
  },
});
