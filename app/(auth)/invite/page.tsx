import type { Metadata } from 'next';
import { pageCall, signedInUser } from '#lib/http/page-door.ts';
import { readInvite } from '#lib/identity/members/read-invite.ts';
import { InviteScreen } from '../../../components/auth/invite-screen.tsx';
import { type PageQuery, queryValue } from '../../../components/tables/query-string.ts';
import { acceptInviteAction, signOutHereAction } from '../actions.ts';
import { authPaths } from '../paths.ts';

export const metadata: Metadata = { title: 'Your invitation' };

export default async function InvitePage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  // A token that is missing or too long finds nothing, as any wrong one does.
  const token = (queryValue(await searchParams, 'token') ?? 'none').slice(0, 256);
  const [offer, user] = await Promise.all([pageCall(readInvite, { token }), signedInUser()]);
  return (
    <InviteScreen
      offer={offer}
      token={token}
      acceptAction={acceptInviteAction}
      signInHref={authPaths.signIn(authPaths.invite(token))}
      signOutAction={signOutHereAction}
      signedInAs={user?.email}
    />
  );
}
