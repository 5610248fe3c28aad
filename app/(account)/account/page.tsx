import type { Metadata } from 'next';
import { freshSignInHref, pageCall } from '#lib/http/page-door.ts';
import { readAccount } from '#lib/identity/account/read-account.ts';
import { AccountView } from '../../../components/account/account-view.tsx';
import { eraseAccountAction, renameAccountAction } from './actions.ts';

export const metadata: Metadata = { title: 'Your account' };

export default async function AccountPage() {
  const [account, signInAgainHref] = await Promise.all([pageCall(readAccount, {}), freshSignInHref()]);
  return (
    <AccountView
      account={account}
      signInAgainHref={signInAgainHref}
      exportHref="/api/v1/account/export"
      renameAction={renameAccountAction}
      eraseAction={eraseAccountAction}
    />
  );
}
