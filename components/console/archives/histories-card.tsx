import { Download, History } from 'lucide-react';
import type { LedgerHistoryAnswer } from '#lib/privacy/archive/schema.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { PageLinkButton } from '../../ui/page-link.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { shortened } from '../receipts/receipt-words.ts';
import { inFigures } from './archive-words.tsx';

/** Ledgers that archives brought. Nothing at all where there is none. */
export function HistoriesCard({
  histories,
  canDownload,
}: {
  histories: readonly LedgerHistoryAnswer[];
  /** The details in them are those of all kinds of records. */
  canDownload: boolean;
}) {
  if (histories.length === 0) return null;
  return (
    <Card
      flush
      title={
        <span className="flex items-center gap-2">
          <History aria-hidden="true" className="size-4 text-ink-3" /> Verified history
        </span>
      }
      description="Ledgers that archives brought along. Each was verified as a whole before it was kept; anybody can verify it again."
    >
      <DataTable
        caption="Ledgers that archives brought"
        columns={columnsFor(canDownload)}
        rows={histories}
        rowKey={({ id }) => id}
      />
    </Card>
  );
}

function columnsFor(canDownload: boolean): readonly Column<LedgerHistoryAnswer>[] {
  const download: Column<LedgerHistoryAnswer> = {
    name: 'file',
    header: 'File',
    hideHeader: true,
    align: 'right',
    cell: ({ id, origin }) => (
      <PageLinkButton
        size="sm"
        href={`/api/v1/ledger/histories/${id}/file`}
        aria-label={`Download the ledger of ${origin}`}
      >
        <Download aria-hidden="true" /> Download
      </PageLinkButton>
    ),
  };
  return [
    {
      name: 'origin',
      header: 'Ledger',
      cell: ({ origin }) => (
        <span className="grid gap-1 py-1.5">
          <span className="[overflow-wrap:anywhere]">{origin}</span>
          <span>
            <Badge tone="ok">Verified</Badge>
          </span>
        </span>
      ),
    },
    { name: 'size', header: 'Receipts', align: 'right', cell: ({ size }) => inFigures(size) },
    {
      name: 'root',
      header: 'Root',
      from: 'md',
      cell: ({ root }) => (
        <code className="font-mono text-xs text-ink-2" title={root}>
          {shortened(root)}
        </code>
      ),
    },
    {
      name: 'at',
      header: 'Taken in',
      from: 'sm',
      align: 'right',
      cell: ({ importedAt }) => <RelativeTime at={importedAt} />,
    },
    ...(canDownload ? [download] : []),
  ];
}
