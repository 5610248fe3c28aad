import { Download, ScrollText } from 'lucide-react';
import type { FormAction } from '../../forms/form-state.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Pager } from '../../tables/pager.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { Badge } from '../../ui/badge.tsx';
import { buttonVariants } from '../../ui/button-variants.ts';
import { Card } from '../../ui/card.tsx';
import { cn } from '../../ui/cn.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { ShareButton } from '../shares/share-button.tsx';
import type { CreateShareState } from '../shares/share-types.ts';
import { exportHref, filterFields, isFiltered, type ReceiptFilter } from './receipt-filter.ts';
import { ReceiptFilters } from './receipt-filters.tsx';
import type { ReceiptItem, ReceiptList, VerifyState } from './receipt-types.ts';
import { actionTone, actionWords, actorWords, receiptHref, shortened } from './receipt-words.ts';
import { VerifyCard } from './verify-card.tsx';

export interface ReceiptsViewProps {
  /** The organisation's slug. */
  org: string;
  page: ReceiptList;
  /** The page's query; `receiptFilterOf` makes the operation's input of it. */
  query: PageQuery;
  /** What `receiptFilterOf` made of the query. */
  filter: ReceiptFilter;
  pageSize: number;
  /** Names by opaque id, for actors; also the choices of the actor filter. */
  names: Readonly<Record<string, string>>;
  /** Actions that the filter offers, for example `contact.created`. */
  actions: readonly string[];
  /** Form fields `expectedSeq` and `expectedHash`, both or neither; empty means absent. */
  verifyAction: FormAction<VerifyState>;
  /** Why the reader cannot verify the ledger; leave out when they can. */
  verifyRefusal?: string | undefined;
  /** How far the auditor has come by itself. */
  audited: AuditedTo;
  /** See `ShareButton`. */
  shareAction: FormAction<CreateShareState>;
  /** Why the reader cannot share receipts; leave out when they can. */
  shareRefusal?: string | undefined;
}

export interface AuditedTo {
  readonly verifiedTo: number;
  readonly verifiedAt: string | null;
  readonly stale: boolean;
}

/** The ledger, newest first, and the button that checks all of it. */
export function ReceiptsView(props: ReceiptsViewProps) {
  const { org, page, query, filter, pageSize, names, actions, verifyAction, verifyRefusal, audited } = props;
  const narrowed = isFiltered(query);
  const path = consolePaths.receipts(org);
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Receipts"
        description="Every change leaves a receipt that names no person. Each one seals the one before it, so none can be changed or taken out unseen."
        aside={<Freshness audited={audited} />}
        actions={
          <>
            {narrowed ? <ExportLink href={exportHref(filter)} label="Export these" /> : null}
            <ExportLink href={exportHref({})} label="Export all" />
            <ShareButton
              what={
                narrowed ? 'Every receipt that the filter leaves, up to now.' : 'Every receipt there is, up to now.'
              }
              filter={filterFields(filter)}
              action={props.shareAction}
              refusal={props.shareRefusal}
            />
          </>
        }
      />
      <VerifyCard org={org} action={verifyAction} refusal={verifyRefusal} />
      <Card flush>
        <ReceiptFilters {...{ path, query, actions, names }} />
        <DataTable
          caption="Receipts"
          columns={columnsFor(names)}
          rows={page.data}
          rowKey={(receipt) => String(receipt.seq)}
          rowHref={(receipt) => receiptHref(org, receipt.seq)}
          empty={
            narrowed ? (
              <EmptyState icon={<ScrollText />} title="No receipt matches">
                Choose a wider range, or <TextLink href={path}>show all receipts</TextLink>.
              </EmptyState>
            ) : (
              <EmptyState icon={<ScrollText />} title="No receipts yet">
                The first change in this organisation writes the first receipt.
              </EmptyState>
            )
          }
        />
        <Pager
          {...{ path, query, pageSize }}
          nextCursor={page.nextCursor}
          count={page.data.length}
          noun={['receipt', 'receipts']}
        />
      </Card>
    </div>
  );
}

/** A plain link: the browser saves what streams in, however much it is. */
function ExportLink({ href, label }: { href: string; label: string }) {
  return (
    <a href={href} download className={cn(buttonVariants({ size: 'md' }))}>
      <Download aria-hidden="true" /> {label}
    </a>
  );
}

/** What the auditor found by itself, which people look for when they ask nobody to verify. */
function Freshness({ audited: { verifiedTo, verifiedAt, stale } }: { audited: AuditedTo }) {
  if (stale) return <Badge tone="danger">Not checked for a day</Badge>;
  if (verifiedAt === null) return <Badge>Not checked yet</Badge>;
  return (
    <Badge tone="ok">
      Verified up to {verifiedTo.toLocaleString('en-US')}, <RelativeTime at={verifiedAt} />
    </Badge>
  );
}

function columnsFor(names: Readonly<Record<string, string>>): readonly Column<ReceiptItem>[] {
  return [
    {
      name: 'seq',
      header: 'No.',
      className: 'w-14 sm:w-20',
      cell: (receipt) => (
        <span className="font-mono text-xs tabular-nums">
          <span className="sr-only">Receipt </span>
          {receipt.seq}
        </span>
      ),
    },
    {
      name: 'action',
      header: 'Action',
      cell: (receipt) => (
        <span className="grid justify-items-start gap-1 py-1">
          <Badge tone={actionTone(receipt.action)}>{actionWords(receipt.action)}</Badge>
          <span className="text-xs text-ink-3 md:hidden">{actorWords(receipt.actor, names)}</span>
        </span>
      ),
    },
    { name: 'actor', header: 'Actor', from: 'md', cell: (receipt) => <Actor actor={receipt.actor} names={names} /> },
    {
      name: 'subject',
      header: 'Subject',
      from: 'lg',
      cell: (receipt) => (
        <code className="font-mono text-xs text-ink-2" title={receipt.subject}>
          {shortened(receipt.subject, 8, 6)}
        </code>
      ),
    },
    {
      name: 'hash',
      header: 'Hash',
      from: 'xl',
      cell: (receipt) => (
        <code className="font-mono text-xs text-ink-3" title={receipt.hash}>
          {shortened(receipt.hash)}
        </code>
      ),
    },
    { name: 'at', header: 'Time', align: 'right', cell: (receipt) => <RelativeTime at={receipt.at} /> },
  ];
}

function Actor({ actor, names }: { actor: string; names: Readonly<Record<string, string>> }) {
  const words = actorWords(actor, names);
  const known = names[actor] !== undefined || words === actor;
  return (
    <span className="grid min-w-0" title={actor}>
      <span className="text-ink-2 [overflow-wrap:anywhere]">{words}</span>
      {known || !actor.includes('_') ? null : (
        <code className="font-mono text-2xs text-ink-3">{shortened(actor, 8, 6)}</code>
      )}
    </span>
  );
}
