import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { pageCall, signedInUser } from '#lib/http/page-door.ts';
import { readSignInOptions } from '#lib/identity/sign-in/read-sign-in-options.ts';
import { ConnectGoogleScreen } from '../../../../components/auth/google-link-screens.tsx';
import { googleAction } from '../../actions.ts';
import { authPaths } from '../../paths.ts';

export const metadata: Metadata = { title: 'Connect Google' };

export default async function ConnectGooglePage() {
  const [{ google }, user] = await Promise.all([pageCall(readSignInOptions, {}), signedInUser()]);
  if (!google) notFound();
  if (user === null) redirect(authPaths.signIn(authPaths.connectGoogle));
  return <ConnectGoogleScreen email={user.email} googleAction={googleAction} redirectTo={authPaths.organizations} />;
}
