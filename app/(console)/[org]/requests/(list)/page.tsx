import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listRequests } from '#lib/privacy/requests/list-requests.ts';
import { readStatistics } from '#lib/privacy/requests/read-statistics.ts';
import { requestFilterOf } from '../../../../../components/console/requests/request-filter.ts';
import { RequestsView } from '../../../../../components/console/requests/requests-view.tsx';
import { type PageQuery, queryValue } from '../../../../../components/tables/query-string.ts';
import { peopleOf } from '../../people.ts';

export const metadata: Metadata = { title: 'Requests' };

const pageSize = 50;

interface RequestsPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function RequestsPage({ params, searchParams }: RequestsPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const inOrg = { orgSlug: org };
  const input = { ...requestFilterOf(query), limit: pageSize, cursor: queryValue(query, 'cursor') };
  const page = await pageCall(listRequests, input, inOrg);
  const [figures, { scopes }] = await Promise.all([
    pageCall(readStatistics, {}, inOrg),
    pageCall(readCaller, {}, inOrg),
  ]);
  const people = await peopleOf(org, scopes);
  return <RequestsView {...{ org, page, figures, query, pageSize, people }} now={new Date().toISOString()} />;
}
