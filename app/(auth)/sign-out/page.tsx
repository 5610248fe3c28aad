import { LogOut } from 'lucide-react';
import type { Metadata } from 'next';
import { signedInUser } from '#lib/http/page-door.ts';
import { AccountBar } from '../../../components/auth/account-bar.tsx';
import { Screen } from '../../../components/auth/screen.tsx';
import { SignedOutScreen } from '../../../components/auth/signed-out-screen.tsx';
import { signOutAction } from '../actions.ts';
import { authPaths } from '../paths.ts';

export const metadata: Metadata = { title: 'Sign out' };

/** Opening the address signs nobody out: a link or an image on any page could. */
export default async function SignOutPage() {
  const user = await signedInUser();
  if (user === null) return <SignedOutScreen signInHref={authPaths.signIn()} />;
  return (
    <Screen
      icon={<LogOut />}
      tone="neutral"
      title="Sign out?"
      action={<AccountBar email={user.email} signOutAction={signOutAction} />}
    >
      <p>Your session ends on the server, at once.</p>
    </Screen>
  );
}
