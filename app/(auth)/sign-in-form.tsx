import type { z } from 'zod';
import { pageNonce } from '#lib/http/page-request.ts';
import type { SignInOptions } from '#lib/identity/schema.ts';
import { SignInScreen } from '../../components/auth/sign-in-screen.tsx';
import { googleAction, requestAction } from './actions.ts';
import { authPaths } from './paths.ts';
import { askSignInPasskeyAction, signInByPasskeyAction } from './sign-in/factor/actions.ts';

interface SignInFormProps {
  form: 'login' | 'register';
  options: z.output<typeof SignInOptions>;
  /** A path of this site to go on to. */
  next: string | undefined;
  /** Why the person was led back here. */
  error?: string | undefined;
  /** The address of who is signed in and is to show that it is still them. */
  again?: string | undefined;
}

/** The one form by which people sign in and register. */
export async function SignInForm({ form, options, next, error, again }: SignInFormProps) {
  const { botCheckSiteKey: siteKey } = options;
  return (
    <SignInScreen
      form={form}
      requestAction={requestAction}
      googleAction={options.google && again === undefined ? googleAction : undefined}
      passkey={
        options.passkeys && form === 'login' && again === undefined
          ? { options: askSignInPasskeyAction, action: signInByPasskeyAction }
          : undefined
      }
      botCheck={siteKey === null ? undefined : { siteKey, nonce: await pageNonce() }}
      redirectTo={next}
      error={error}
      again={again}
      codeHref={authPaths.code}
    />
  );
}
