import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { pageCall, signedInUser } from '#lib/http/page-door.ts';
import { switchPath } from '#lib/http/page-paths.ts';
import { readAuthorization } from '#lib/identity/oauth/read-authorization.ts';
import { ConsentScreen, RequestRefusedScreen } from '../../../../components/auth/consent-screen.tsx';
import { type PageQuery, withQuery } from '../../../../components/tables/query-string.ts';
import { signOutHereAction } from '../../actions.ts';
import { authPaths } from '../../paths.ts';
import { decideAuthorizationAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Allow a program' };

/** Where programs send people. Opening it allows nothing. */
export default async function AuthorizePage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const target = withQuery('/oauth/authorize', await searchParams, {});
  const query = target.slice('/oauth/authorize?'.length);
  const [page, user] = await Promise.all([pageCall(readAuthorization, { query }), signedInUser()]);
  switch (page.kind) {
    case 'sign-in':
      redirect(authPaths.signIn(target));
      break;
    case 'organization':
      redirect(authPaths.chooseFor(target));
      break;
    case 'switch':
      redirect(switchPath(page.slug, target));
      break;
    case 'redirect':
      redirect(page.to);
      break;
    case 'refused':
      return <RequestRefusedScreen message={page.message} />;
    case 'consent':
      return (
        <ConsentScreen
          asked={page}
          query={query}
          action={decideAuthorizationAction}
          signedInAs={user?.email ?? ''}
          signOutAction={signOutHereAction}
        />
      );
  }
}
