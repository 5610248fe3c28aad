import type { Metadata } from 'next';
import { pageCall, signedInUser } from '#lib/http/page-door.ts';
import { listMyOrganizations } from '#lib/identity/organizations/list-my-organizations.ts';
import { CreateOrganizationScreen } from '../../../../components/auth/create-organization-screen.tsx';
import { createOrganizationAction, signOutAction } from '../../actions.ts';
import { authPaths } from '../../paths.ts';

export const metadata: Metadata = { title: 'Create an organisation' };

export default async function NewOrganizationPage() {
  const [{ data }, user] = await Promise.all([pageCall(listMyOrganizations, {}), signedInUser()]);
  return (
    <CreateOrganizationScreen
      createAction={createOrganizationAction}
      cancelHref={data.length === 0 ? undefined : authPaths.organizations}
      email={user?.email ?? ''}
      signOutAction={signOutAction}
    />
  );
}
