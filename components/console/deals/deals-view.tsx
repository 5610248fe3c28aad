import { Handshake, Plus } from 'lucide-react';
import Link from 'next/link';
import type { z } from 'zod';
import { type DealAnswer, type DealPage, dealStages } from '#lib/crm/deals/schema.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { FilterChips } from '../../tables/filter-chips.tsx';
import { Pager } from '../../tables/pager.tsx';
import { type PageQuery, queryValue, withQuery } from '../../tables/query-string.ts';
import { SearchInput } from '../../tables/search-input.tsx';
import { TableToolbar } from '../../tables/toolbar.tsx';
import { CalendarDate } from '../../ui/calendar-date.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TabLinks } from '../../ui/tabs.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { amountText, stageLooks, totalsText } from './deal-words.ts';
import { StageBadge } from './stage-badge.tsx';

export interface DealsViewProps {
  /** The organisation's slug. */
  org: string;
  /** `table` shows a page of the list; `board` shows the deals given by stage. */
  view: 'table' | 'board';
  page: z.output<typeof DealPage>;
  query: PageQuery;
  pageSize: number;
  canWrite: boolean;
}

/** What may be sold, to whom, and how far it has come. */
export function DealsView({ org, view, page, query, pageSize, canWrite }: DealsViewProps) {
  const path = consolePaths.deals(org);
  const narrowed = ['q', 'stage', 'contactId'].some((name) => queryValue(query, name));
  const untouched = page.data.length === 0 && !narrowed && !queryValue(query, 'cursor');
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Deals"
        description="What may be sold, to whom, and how far it has come."
        actions={
          canWrite ? (
            <LinkButton href={consolePaths.newDeal(org)} variant="primary">
              <Plus aria-hidden="true" /> New deal
            </LinkButton>
          ) : null
        }
      />
      <TabLinks
        label="View"
        links={[
          { href: withQuery(path, query, { view: null, stage: null }), label: 'Table', current: view === 'table' },
          { href: withQuery(path, query, { view: 'board', stage: null }), label: 'Board', current: view === 'board' },
        ]}
      />
      {untouched ? (
        <Card flush>
          <EmptyState
            icon={<Handshake />}
            title="No deals yet"
            action={
              canWrite ? (
                <LinkButton href={consolePaths.newDeal(org)} variant="primary">
                  <Plus aria-hidden="true" /> Add the first deal
                </LinkButton>
              ) : null
            }
          >
            A deal has a stage, an amount, and the contact it is with.
          </EmptyState>
        </Card>
      ) : view === 'board' ? (
        <DealBoard org={org} deals={page.data} more={page.nextCursor !== null} />
      ) : (
        <Card flush>
          <TableToolbar>
            <SearchInput label="Search deals" placeholder="Title" />
            <FilterChips
              filters={[
                {
                  name: 'stage',
                  label: 'Stage',
                  choices: dealStages.map((stage) => ({ value: stage, label: stageLooks[stage].label })),
                },
              ]}
            />
          </TableToolbar>
          <DataTable
            caption="Deals"
            columns={columns}
            rows={page.data}
            rowKey={(deal) => deal.id}
            rowHref={(deal) => consolePaths.deal(org, deal.id)}
            path={path}
            query={query}
            defaultSort="-createdAt"
            empty={
              <EmptyState icon={<Handshake />} title="No deal matches">
                <TextLink href={path}>Show all deals</TextLink>
              </EmptyState>
            }
          />
          <Pager
            path={path}
            query={query}
            nextCursor={page.nextCursor}
            count={page.data.length}
            pageSize={pageSize}
            noun={['deal', 'deals']}
          />
        </Card>
      )}
    </div>
  );
}

const columns: readonly Column<DealAnswer>[] = [
  {
    name: 'title',
    header: 'Deal',
    sortable: true,
    className: 'max-w-0 w-1/2 md:w-[34%]',
    cell: (deal) => (
      <span className="block min-w-0">
        <span className="block truncate font-medium">{deal.title}</span>
        <span className="block truncate text-xs text-ink-3 md:hidden">{deal.contactName}</span>
      </span>
    ),
  },
  {
    name: 'contact',
    header: 'Contact',
    from: 'md',
    className: 'max-w-0 w-[24%]',
    cell: (deal) => <span className="block truncate">{deal.contactName}</span>,
  },
  { name: 'stage', header: 'Stage', cell: (deal) => <StageBadge stage={deal.stage} /> },
  { name: 'amount', header: 'Amount', align: 'right', cell: (deal) => amountText(deal) },
  {
    name: 'expectedCloseOn',
    header: 'Expected close',
    sortable: true,
    from: 'lg',
    align: 'right',
    cell: (deal) => (deal.expectedCloseOn ? <CalendarDate on={deal.expectedCloseOn} /> : null),
  },
  {
    name: 'createdAt',
    header: 'Added',
    sortable: true,
    from: 'lg',
    align: 'right',
    cell: (deal) => <RelativeTime at={deal.createdAt} />,
  },
];

/** Deals by stage, side by side; on phones one swipes through the stages. */
function DealBoard({ org, deals, more }: { org: string; deals: readonly DealAnswer[]; more: boolean }) {
  return (
    <div className="grid gap-3">
      <div className="-mx-4 flex snap-x scroll-px-4 gap-3 overflow-x-auto px-4 pb-2 sm:scroll-px-0 sm:mx-0 sm:px-0">
        {dealStages.map((stage) => {
          const own = deals.filter((deal) => deal.stage === stage);
          return (
            <section
              key={stage}
              aria-label={stageLooks[stage].label}
              className="flex w-64 shrink-0 snap-start flex-col gap-2 rounded-lg border border-line bg-sunken p-2.5 xl:w-auto xl:min-w-0 xl:flex-1"
            >
              <header className="grid gap-0.5 px-1">
                <h2 className="flex items-baseline justify-between gap-2 text-sm font-semibold text-ink">
                  {stageLooks[stage].label} <span className="font-normal text-ink-3 tabular-nums">{own.length}</span>
                </h2>
                <span className="min-h-4.5 truncate text-xs text-ink-3 tabular-nums">{totalsText(own)}</span>
              </header>
              <ul className="grid gap-2">
                {own.map((deal) => (
                  <li key={deal.id}>
                    <Link
                      prefetch={false}
                      href={consolePaths.deal(org, deal.id)}
                      className="grid gap-0.5 rounded-md border border-line bg-raised px-3 py-2.5 text-sm shadow-xs transition-colors hover:border-line-strong"
                    >
                      <span className="font-medium text-ink [overflow-wrap:anywhere]">{deal.title}</span>
                      <span className="truncate text-xs text-ink-3">{deal.contactName}</span>
                      <span className="text-ink-2 tabular-nums">{amountText(deal)}</span>
                    </Link>
                  </li>
                ))}
                {own.length === 0 ? <li className="px-1 py-3 text-xs text-ink-3">None here</li> : null}
              </ul>
            </section>
          );
        })}
      </div>
      {more ? <p className="text-sm text-ink-3">The newest 100 deals are on the board; the table holds all.</p> : null}
    </div>
  );
}
