import { publicOperation } from '../../access/operation.ts';
import { keepsMailLocally } from '../../platform/mail/create-mailer.ts';
import { mayHavePasskeys } from '../factors/relying-party.ts';
import { NoInput, SignInOptions } from '../schema.ts';
import { browserHashOf } from './browser-binding.ts';
import { askedEmailOf } from './login-tokens.ts';

/** What the sign-in pages need to know of this installation and of this browser. */
export const readSignInOptions = publicOperation({
  name: 'auth.readOptions',
  title: 'See how one can sign in',
  limits: ['auth.pages'],
  input: NoInput,
  output: SignInOptions,
  writes: false,
  run: async (ctx) => {
    const { env, botCheck, origin } = ctx.services;
    const browserHash = browserHashOf(origin, ctx.request);
    return {
      google: env.GOOGLE_CLIENT_ID !== undefined,
      passkeys: mayHavePasskeys(origin),
      botCheckSiteKey: botCheck.siteKey,
      mailbox: keepsMailLocally(env),
      askedEmail: browserHash && (await askedEmailOf(ctx.control, browserHash, ctx.now())),
    };
  },
});
