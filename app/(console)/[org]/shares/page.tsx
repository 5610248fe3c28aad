import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listShares } from '#lib/ledger/share/list-shares.ts';
import { SharesView } from '../../../../components/console/shares/shares-view.tsx';
import { type PageQuery, queryValue } from '../../../../components/tables/query-string.ts';
import { peopleOf } from '../people.ts';
import { revokeShareAction } from './actions.ts';

export const metadata: Metadata = { title: 'Shared links' };

const pageSize = 50;

interface SharesPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function SharesPage({ params, searchParams }: SharesPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const [page, names] = await Promise.all([
    pageCall(listShares, { limit: pageSize, cursor: queryValue(query, 'cursor') }, inOrg),
    peopleOf(org, scopes),
  ]);
  const mayWrite = scopes.includes('shares:write');
  return (
    <SharesView
      {...{ org, page, query, pageSize, names }}
      revokeAction={revokeShareAction}
      revokeRefusal={mayWrite ? undefined : 'Only owners and admins revoke links.'}
    />
  );
}
