import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { pageCall } from '#lib/http/page-door.ts';
import { listMyOrganizations } from '#lib/identity/organizations/list-my-organizations.ts';
import { leadsInto, localPath } from '#lib/identity/redirect-path.ts';
import { SwitchOrganizationScreen } from '../../../../components/auth/switch-organization-screen.tsx';
import { consolePaths } from '../../../../components/console/paths.ts';
import { type PageQuery, queryValue } from '../../../../components/tables/query-string.ts';
import { switchAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Switch organisation' };

interface SwitchPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<PageQuery>;
}

/** Opening the address moves nobody: the session changes by the press of the button. */
export default async function SwitchPage({ params, searchParams }: SwitchPageProps) {
  const [{ slug }, query, { data }] = await Promise.all([params, searchParams, pageCall(listMyOrganizations, {})]);
  const to = data.find((organization) => organization.slug === slug);
  if (to === undefined) notFound();
  const wanted = localPath(queryValue(query, 'to'));
  const redirectTo = wanted !== null && leadsInto(slug, wanted) ? wanted : undefined;
  if (to.current) redirect(redirectTo ?? consolePaths.overview(slug));
  const from = data.find((organization) => organization.current);
  return (
    <SwitchOrganizationScreen
      to={{ name: to.name, slug }}
      from={from === undefined ? null : { name: from.name, href: consolePaths.overview(from.slug) }}
      switchAction={switchAction}
      redirectTo={redirectTo}
    />
  );
}
