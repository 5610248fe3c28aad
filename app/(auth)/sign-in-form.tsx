import type { z } from 'zod';
import { pageNonce } from '#lib/http/page-request.ts';
import type { SignInOptions } from '#lib/identity/schema.ts';
import { SignInScreen } from '../../components/auth/sign-in-screen.tsx';
import { googleAction, requestAction } from './actions.ts';
import { authPaths } from './paths.ts';

interface SignInFormProps {
  form: 'login' | 'register';
  options: z.output<typeof SignInOptions>;
  /** A path of this site to go on to. */
  next: string | undefined;
  /** Why the person was led back here. */
  error?: string | undefined;
}

/** The one form by which people sign in and register. */
export async function SignInForm({ form, options, next, error }: SignInFormProps) {
  const { botCheckSiteKey: siteKey } = options;
  return (
    <SignInScreen
      form={form}
      requestAction={requestAction}
      googleAction={options.google ? googleAction : undefined}
      botCheck={siteKey === null ? undefined : { siteKey, nonce: await pageNonce() }}
      redirectTo={next}
      error={error}
      codeHref={authPaths.code}
    />
  );
}
