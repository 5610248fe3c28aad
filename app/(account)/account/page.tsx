import type { Metadata } from 'next';
import { pageCall, readConfirmHref } from '#lib/http/page-door.ts';
import { readAccount } from '#lib/identity/account/read-account.ts';
import { readSignInOptions } from '#lib/identity/sign-in/read-sign-in-options.ts';
import { AccountView } from '../../../components/account/account-view.tsx';
import { eraseAccountAction, renameAccountAction, unlinkAction } from './actions.ts';

export const metadata: Metadata = { title: 'Your account' };

export default async function AccountPage() {
  const [account, confirmHref, { google }] = await Promise.all([
    pageCall(readAccount, {}),
    readConfirmHref(),
    pageCall(readSignInOptions, {}),
  ]);
  return (
    <AccountView
      account={account}
      confirmHref={confirmHref}
      exportHref="/api/v1/account/export"
      renameAction={renameAccountAction}
      eraseAction={eraseAccountAction}
      unlinkAction={unlinkAction}
      connectHref={google ? '/sign-in/google' : null}
    />
  );
}
