import type { Metadata } from 'next';
import { pageCall, signedInUser } from '#lib/http/page-door.ts';
import { readSignInLink } from '#lib/identity/sign-in/read-sign-in-link.ts';
import { DeadLinkScreen, VerifyScreen } from '../../../../components/auth/verify-screen.tsx';
import { type PageQuery, queryValue } from '../../../../components/tables/query-string.ts';
import { setUpOwnerAction, verifyAction } from '../../actions.ts';
import { authPaths } from '../../paths.ts';

export const metadata: Metadata = { title: 'Confirm your sign-in' };

export default async function VerifyPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const token = queryValue(await searchParams, 'token');
  const ways = { signInHref: authPaths.signIn(), codeHref: authPaths.code };
  if (token === undefined || token.length > 256) return <DeadLinkScreen {...ways} />;
  const [link, user] = await Promise.all([pageCall(readSignInLink, { token }), signedInUser()]);
  return (
    <VerifyScreen
      link={link}
      token={token}
      verifyAction={verifyAction}
      setUpOwnerAction={setUpOwnerAction}
      signedInAs={user?.email}
      {...ways}
    />
  );
}
