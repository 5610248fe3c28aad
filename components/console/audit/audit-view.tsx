import { Download, ShieldCheck } from 'lucide-react';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Pager } from '../../tables/pager.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { buttonVariants } from '../../ui/button-variants.ts';
import { Card } from '../../ui/card.tsx';
import { cn } from '../../ui/cn.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { type AuditFilter, exportHref, isFiltered } from './audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import type { AuditItem, AuditList } from './audit-types.ts';
import { auditActorWords } from './audit-words.ts';
import { EventSheet, OutcomeBadge } from './event-sheet.tsx';

export interface AuditViewProps {
  /** The organisation's slug. */
  org: string;
  page: AuditList;
  /** The page's query, and what `auditFilterOf` made of it. */
  query: PageQuery;
  filter: AuditFilter;
  pageSize: number;
  /** Names by opaque id: the choices of the actor filter. */
  names: Readonly<Record<string, string>>;
  /** Actions that the filter offers, for example `api.authenticate`. */
  actions: readonly string[];
}

/** The audit log, newest first: what happened at the doors, refusals with their true reason. */
export function AuditView({ org, page, query, filter, pageSize, names, actions }: AuditViewProps) {
  const path = consolePaths.audit(org);
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Audit log"
        description="Who proved who they are, who was refused and why, and who was slowed down. Changes stand in the receipts."
        actions={
          <>
            <ExportLink href={exportHref(filter, 'ndjson')} label="NDJSON" />
            <ExportLink href={exportHref(filter, 'csv')} label="CSV" />
          </>
        }
      />
      <Card flush>
        <AuditFilters {...{ path, query, actions, names }} />
        <DataTable
          caption="Audit events"
          columns={columns}
          rows={page.data}
          rowKey={(event) => event.id}
          empty={
            isFiltered(query) ? (
              <EmptyState icon={<ShieldCheck />} title="No event matches">
                Choose a wider range, or <TextLink href={path}>show all events</TextLink>.
              </EmptyState>
            ) : (
              <EmptyState icon={<ShieldCheck />} title="No events yet">
                The first sign-in, refusal or use of a key is noted here.
              </EmptyState>
            )
          }
        />
        <Pager
          {...{ path, query, pageSize }}
          nextCursor={page.nextCursor}
          count={page.data.length}
          noun={['event', 'events']}
        />
      </Card>
    </div>
  );
}

const columns: readonly Column<AuditItem>[] = [
  {
    name: 'action',
    header: 'Event',
    cell: (event) => (
      <span className="grid justify-items-start gap-1 py-1.5">
        <EventSheet event={event} />
        <span className="sm:hidden">
          <OutcomeBadge event={event} />
        </span>
        <span className="text-xs text-ink-3 [overflow-wrap:anywhere] md:hidden">{auditActorWords(event)}</span>
      </span>
    ),
  },
  { name: 'outcome', header: 'Outcome', from: 'sm', cell: (event) => <OutcomeBadge event={event} /> },
  {
    name: 'actor',
    header: 'Actor',
    from: 'md',
    cell: (event) => (
      <span className="text-ink-2 [overflow-wrap:anywhere]" title={event.actor ?? undefined}>
        {auditActorWords(event)}
      </span>
    ),
  },
  { name: 'operation', header: 'Operation', from: 'xl', cell: (event) => <Operation event={event} /> },
  {
    name: 'address',
    header: 'Address',
    from: 'lg',
    cell: (event) => <code className="font-mono text-xs text-ink-2">{event.address ?? ''}</code>,
  },
  { name: 'at', header: 'Time', align: 'right', cell: (event) => <RelativeTime at={event.at} /> },
];

function Operation({ event }: { event: AuditItem }) {
  const { operation } = event.detail;
  return typeof operation === 'string' ? <code className="font-mono text-xs text-ink-2">{operation}</code> : null;
}

/** A plain link: the browser saves what streams in, however much it is. */
function ExportLink({ href, label }: { href: string; label: string }) {
  return (
    <a href={href} download className={cn(buttonVariants({ size: 'md' }))}>
      <Download aria-hidden="true" />
      <span>
        <span className="sr-only">Export </span>
        {label}
      </span>
    </a>
  );
}
