import { Inbox } from 'lucide-react';
import { kindWords } from '#lib/privacy/requests/kinds.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Pager } from '../../tables/pager.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { FormCard } from './form-card.tsx';
import { RequestFiguresRow, RequestKindsCard } from './request-figures.tsx';
import { isFiltered } from './request-filter.ts';
import { RequestFilters } from './request-filters.tsx';
import type { RequestFigures, RequestItem, RequestList } from './request-types.ts';
import { DueBadge, StateBadge } from './request-words.tsx';

export interface RequestsViewProps {
  /** The organisation's slug. */
  org: string;
  page: RequestList;
  figures: RequestFigures;
  query: PageQuery;
  pageSize: number;
  /** Names by opaque id, for who takes care of what. */
  people: Readonly<Record<string, string>>;
  /** The moment of the page, ISO 8601. */
  now: string;
}

/** What people asked about their data, and until when each is to be answered. */
export function RequestsView({ org, page, figures, query, pageSize, people, now }: RequestsViewProps) {
  const path = consolePaths.requests(org);
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Requests"
        description="What people asked about their data. The law gives one month for each, and two more with a reason."
      />
      <RequestFiguresRow org={org} figures={figures} />
      {page.unconfirmed === 0 ? null : (
        <Callout tone="info">
          {page.unconfirmed === 1 ? '1 more waits' : `${page.unconfirmed} more wait`} for the person to confirm their
          address. There is nothing to do about {page.unconfirmed === 1 ? 'it' : 'them'}.
        </Callout>
      )}
      <Card flush>
        <RequestFilters path={path} query={query} />
        <DataTable
          caption="Requests"
          columns={columnsFor(people, now)}
          rows={page.data}
          rowKey={(request) => request.id}
          rowHref={(request) => consolePaths.request(org, request.id)}
          empty={
            isFiltered(query) ? (
              <EmptyState icon={<Inbox />} title="No request matches">
                Choose a wider range, or <TextLink href={path}>show all requests</TextLink>.
              </EmptyState>
            ) : (
              <EmptyState icon={<Inbox />} title="Nobody has asked yet">
                Put the link below into your privacy notice, so that people find the way.
              </EmptyState>
            )
          }
        />
        <Pager
          {...{ path, query, pageSize }}
          nextCursor={page.nextCursor}
          count={page.data.length}
          noun={['request', 'requests']}
        />
      </Card>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <FormCard formUrl={page.formUrl} />
        <RequestKindsCard figures={figures} />
      </div>
    </div>
  );
}

function columnsFor(people: Readonly<Record<string, string>>, now: string): readonly Column<RequestItem>[] {
  return [
    {
      name: 'kind',
      header: 'Request',
      cell: (request) => (
        <span className="grid justify-items-start gap-1 py-1.5">
          <span className="font-medium">{kindWords[request.kind].title}</span>
          <span className="text-xs text-ink-3 [overflow-wrap:anywhere]">{request.email ?? 'Address removed'}</span>
          <span className="flex flex-wrap gap-1 sm:hidden">
            <StateBadge state={request.state} />
            <DueBadge request={request} now={now} />
          </span>
        </span>
      ),
    },
    { name: 'state', header: 'State', from: 'sm', cell: (request) => <StateBadge state={request.state} /> },
    {
      name: 'due',
      header: 'Due',
      from: 'sm',
      cell: (request) =>
        request.state === 'open' ? (
          <DueBadge request={request} now={now} />
        ) : (
          <span className="text-ink-3">
            <RelativeTime at={request.closedAt ?? request.updatedAt} show="date" />
          </span>
        ),
    },
    {
      name: 'assigned',
      header: 'Taken care of by',
      from: 'lg',
      cell: ({ assignedTo }) =>
        assignedTo === null ? <span className="text-ink-3">Nobody yet</span> : (people[assignedTo] ?? assignedTo),
    },
    {
      name: 'received',
      header: 'Received',
      align: 'right',
      cell: (request) => <RelativeTime at={request.receivedAt} />,
    },
  ];
}
