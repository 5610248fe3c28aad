import { BellRing } from 'lucide-react';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Pager } from '../../tables/pager.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { isFiltered } from './alert-filter.ts';
import { AlertFilters } from './alert-filters.tsx';
import type { AlertItem, AlertList } from './alert-types.ts';
import { SeverityBadge, StateBadge } from './alert-words.tsx';

export interface AlertsViewProps {
  /** The organisation's slug. */
  org: string;
  page: AlertList;
  query: PageQuery;
  pageSize: number;
}

/** What somebody should look at, newest first. */
export function AlertsView({ org, page, query, pageSize }: AlertsViewProps) {
  const path = consolePaths.alerts(org);
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Alerts"
        description="What somebody should look at: a ledger that is not what was written, checks that did not come, messages that did not leave, calls turned away."
        actions={<LinkButton href={consolePaths.alertSettings(org)}>Who hears of them</LinkButton>}
      />
      <Card flush>
        <AlertFilters path={path} query={query} />
        <DataTable
          caption="Alerts"
          columns={columnsFor(org)}
          rows={page.data}
          rowKey={(alert) => alert.id}
          empty={
            isFiltered(query) ? (
              <EmptyState icon={<BellRing />} title="No alert matches">
                Choose a wider range, or <TextLink href={path}>show all alerts</TextLink>.
              </EmptyState>
            ) : (
              <EmptyState icon={<BellRing />} title="Nothing to look at">
                Alerts stay here for 90 days after they were last seen.
              </EmptyState>
            )
          }
        />
        <Pager
          {...{ path, query, pageSize }}
          nextCursor={page.nextCursor}
          count={page.data.length}
          noun={['alert', 'alerts']}
        />
      </Card>
    </div>
  );
}

function columnsFor(org: string): readonly Column<AlertItem>[] {
  return [
    {
      name: 'title',
      header: 'Alert',
      cell: (alert) => (
        <span className="grid justify-items-start gap-1 py-1.5">
          <TextLink href={consolePaths.alert(org, alert.id)}>{alert.title}</TextLink>
          <span className="flex flex-wrap gap-1 sm:hidden">
            <StateBadge state={alert.state} />
            <SeverityBadge severity={alert.severity} />
          </span>
          <code className="font-mono text-xs text-ink-3 [overflow-wrap:anywhere]">{alert.subject}</code>
        </span>
      ),
    },
    { name: 'state', header: 'State', from: 'sm', cell: (alert) => <StateBadge state={alert.state} /> },
    { name: 'severity', header: 'Severity', from: 'sm', cell: (alert) => <SeverityBadge severity={alert.severity} /> },
    { name: 'count', header: 'Seen', align: 'right', from: 'md', cell: (alert) => `${alert.count}×` },
    { name: 'at', header: 'Last seen', align: 'right', cell: (alert) => <RelativeTime at={alert.lastSeenAt} /> },
  ];
}
