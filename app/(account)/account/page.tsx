import type { Metadata } from 'next';
import { pageCall, readConfirmHref } from '#lib/http/page-door.ts';
import { readAccount } from '#lib/identity/account/read-account.ts';
import { AccountView } from '../../../components/account/account-view.tsx';
import { eraseAccountAction, renameAccountAction, unlinkAction } from './actions.ts';

export const metadata: Metadata = { title: 'Your account' };

export default async function AccountPage() {
  const [account, confirmHref] = await Promise.all([pageCall(readAccount, {}), readConfirmHref()]);
  return (
    <AccountView
      account={account}
      confirmHref={confirmHref}
      exportHref="/api/v1/account/export"
      renameAction={renameAccountAction}
      eraseAction={eraseAccountAction}
      unlinkAction={unlinkAction}
      connectHref="/sign-in/google"
    />
  );
}
