import { PackageOpen } from 'lucide-react';
import type { ArchiveAnswer, LedgerHistoryAnswer } from '#lib/privacy/archive/schema.ts';
import { RefreshWhileOpen } from '../../shell/refresh-while-open.tsx';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { ArchiveStateBadge, rowsWords } from './archive-words.tsx';
import { HistoriesCard } from './histories-card.tsx';
import { UploadArchiveForm } from './upload-archive-form.tsx';

export interface ArchivesViewProps {
  /** The organisation's slug. */
  org: string;
  archives: readonly ArchiveAnswer[];
  histories: readonly LedgerHistoryAnswer[];
  /** Whether the reader may take archives in. */
  canWrite: boolean;
  /** Where to confirm that it is them first; null when that was done a moment ago. */
  confirmHref: string | null;
}

/** Archives that were brought here, newest first, and the ledgers that came with them. */
export function ArchivesView({ org, archives, histories, canWrite, confirmHref }: ArchivesViewProps) {
  return (
    <div className="grid gap-6">
      <RefreshWhileOpen />
      <PageHeader
        crumbs={[{ label: 'Exports', href: consolePaths.exports(org) }, { label: 'Archives' }]}
        title="Archives"
        description={
          <>
            What an organisation held elsewhere, brought into this one: records with their ids, files, and the ledger as
            verified history. For contacts of another program there are{' '}
            <TextLink href={consolePaths.imports(org)}>imports of CSV files</TextLink>.
          </>
        }
      />
      {canWrite ? <UploadArchiveForm {...{ org, confirmHref }} /> : null}
      <Card flush title="Archives so far">
        {archives.length === 0 ? (
          <EmptyState icon={<PackageOpen />} title="No archives yet">
            An archive is taken into an organisation that is empty as yet. What it holds, and what is not taken over,
            you see before anything is written.
          </EmptyState>
        ) : (
          <DataTable
            caption="Archives"
            columns={columns}
            rows={archives}
            rowKey={({ id }) => id}
            rowHref={({ id }) => consolePaths.archive(org, id)}
          />
        )}
      </Card>
      <HistoriesCard histories={histories} canDownload />
    </div>
  );
}

const columns: readonly Column<ArchiveAnswer>[] = [
  {
    name: 'file',
    header: 'File',
    cell: (archive) => (
      <span className="grid gap-0.5 py-1.5">
        <span className="font-medium [overflow-wrap:anywhere]">{archive.fileName}</span>
        <span className="text-xs text-ink-3 md:hidden">{rowsWords(archive)}</span>
      </span>
    ),
  },
  { name: 'state', header: 'State', cell: ({ state }) => <ArchiveStateBadge state={state} /> },
  { name: 'rows', header: 'Records', from: 'md', cell: (archive) => rowsWords(archive) },
  { name: 'bytes', header: 'Size', from: 'lg', align: 'right', cell: ({ fileBytes }) => formatBytes(fileBytes) },
  {
    name: 'at',
    header: 'Brought',
    align: 'right',
    from: 'sm',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];
