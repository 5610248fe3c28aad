import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { pageCall, signedInUser } from '#lib/http/page-door.ts';
import { localPath } from '#lib/identity/redirect-path.ts';
import { readSignInOptions } from '#lib/identity/sign-in/read-sign-in-options.ts';
import { GoogleNotLinkedScreen } from '../../../components/auth/google-link-screens.tsx';
import { SignedOutScreen } from '../../../components/auth/signed-out-screen.tsx';
import { type PageQuery, queryValue } from '../../../components/tables/query-string.ts';
import { authPaths } from '../paths.ts';
import { SignInForm } from '../sign-in-form.tsx';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const [query, options, user] = await Promise.all([searchParams, pageCall(readSignInOptions, {}), signedInUser()]);
  const error = queryValue(query, 'error');
  const next = localPath(queryValue(query, 'next')) ?? undefined;
  const again = user !== null && queryValue(query, 'again') !== undefined ? user.email : undefined;
  if (user !== null && error === undefined && again === undefined) redirect(next ?? '/');
  if (error === 'link-required') {
    return <GoogleNotLinkedScreen signInHref={authPaths.signIn(authPaths.connectGoogle)} />;
  }
  if (queryValue(query, 'signed-out') !== undefined) return <SignedOutScreen signInHref={authPaths.signIn()} />;
  return <SignInForm form="login" options={options} next={next} error={error} again={again} />;
}
