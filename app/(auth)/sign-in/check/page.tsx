import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { readSignInOptions } from '#lib/identity/sign-in/read-sign-in-options.ts';
import { CheckMailScreen } from '../../../../components/auth/check-mail-screen.tsx';
import { verifyAction } from '../../actions.ts';
import { authPaths } from '../../paths.ts';

export const metadata: Metadata = { title: 'Check your mail' };

export default async function CheckMailPage() {
  const { askedEmail, mailbox } = await pageCall(readSignInOptions, {});
  return (
    <CheckMailScreen
      email={askedEmail}
      verifyAction={verifyAction}
      signInHref={authPaths.signIn()}
      mailboxHref={mailbox ? authPaths.mailbox : undefined}
    />
  );
}
