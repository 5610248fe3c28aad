import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listDeals } from '#lib/crm/deals/list-deals.ts';
import { ListDeals } from '#lib/crm/deals/schema.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { DealsView } from '../../../../../components/console/deals/deals-view.tsx';
import { type PageQuery, queryValue } from '../../../../../components/tables/query-string.ts';
import { listQuery } from '../../list-query.ts';

export const metadata: Metadata = { title: 'Deals' };

const pageSize = 50;
const boardSize = 100;

interface DealsPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function DealsPage({ params, searchParams }: DealsPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const view = queryValue(query, 'view') === 'board' ? 'board' : 'table';
  const input = view === 'board' ? { limit: boardSize } : { ...listQuery(ListDeals, query), limit: pageSize };
  const [caller, page] = await Promise.all([
    pageCall(readCaller, {}, { orgSlug: org }),
    pageCall(listDeals, input, { orgSlug: org }),
  ]);
  return (
    <DealsView
      org={org}
      view={view}
      page={page}
      query={query}
      pageSize={pageSize}
      canWrite={caller.scopes.includes('deals:write')}
    />
  );
}
