import { redirect } from 'next/navigation';
import { pageCall, signedInUser } from '#lib/http/page-door.ts';
import { listMyOrganizations } from '#lib/identity/organizations/list-my-organizations.ts';
import { consolePaths } from '../components/console/paths.ts';

/** Leads everybody to where they begin: the sign-in page, their organisation, or the choice of one. */
export default async function StartPage() {
  if ((await signedInUser()) === null) redirect('/sign-in');
  const { data } = await pageCall(listMyOrganizations, {});
  const current = data.find((organization) => organization.current);
  redirect(current === undefined ? '/organizations' : consolePaths.overview(current.slug));
}
