import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { pageCall, signedInUser } from '#lib/http/page-door.ts';
import { listMyOrganizations } from '#lib/identity/organizations/list-my-organizations.ts';
import { OrganizationChooserScreen } from '../../../components/auth/organization-chooser-screen.tsx';
import { signOutAction, switchAction } from '../actions.ts';
import { authPaths } from '../paths.ts';

export const metadata: Metadata = { title: 'Your organisations' };

export default async function OrganizationsPage() {
  const [{ data }, user] = await Promise.all([pageCall(listMyOrganizations, {}), signedInUser()]);
  if (data.length === 0) redirect(authPaths.newOrganization);
  return (
    <OrganizationChooserScreen
      organizations={data}
      switchAction={switchAction}
      createHref={authPaths.newOrganization}
      email={user?.email ?? ''}
      signOutAction={signOutAction}
    />
  );
}
