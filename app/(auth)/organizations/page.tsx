import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { pageCall, signedInUser } from '#lib/http/page-door.ts';
import { listMyOrganizations } from '#lib/identity/organizations/list-my-organizations.ts';
import { localPath } from '#lib/identity/redirect-path.ts';
import { OrganizationChooserScreen } from '../../../components/auth/organization-chooser-screen.tsx';
import { type PageQuery, queryValue } from '../../../components/tables/query-string.ts';
import { signOutAction, switchAction } from '../actions.ts';
import { authPaths } from '../paths.ts';

export const metadata: Metadata = { title: 'Your organisations' };

export default async function OrganizationsPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const [query, { data }, user] = await Promise.all([searchParams, pageCall(listMyOrganizations, {}), signedInUser()]);
  if (data.length === 0) redirect(authPaths.newOrganization);
  return (
    <OrganizationChooserScreen
      organizations={data}
      switchAction={switchAction}
      redirectTo={localPath(queryValue(query, 'to')) ?? undefined}
      createHref={authPaths.newOrganization}
      email={user?.email ?? ''}
      signOutAction={signOutAction}
    />
  );
}
