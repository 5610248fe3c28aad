import { FileUp, Upload } from 'lucide-react';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Pager } from '../../tables/pager.tsx';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { counted, type ImportItem, type ImportList, ImportStateBadge } from './import-words.tsx';
import { SampleLink } from './sample-link.tsx';

export interface ImportsViewProps {
  /** The organisation's slug. */
  org: string;
  page: ImportList;
  query: PageQuery;
  pageSize: number;
  /** Names by opaque id, for who imported. */
  people: Readonly<Record<string, string>>;
  /** Whether the reader may import. */
  canWrite: boolean;
  /** Whether the reader may see archives. */
  seesArchives: boolean;
}

/** Past imports and those under way, newest first. */
export function ImportsView({ org, page, query, pageSize, people, canWrite, seesArchives }: ImportsViewProps) {
  const empty = page.data.length === 0 && queryValue(query, 'cursor') === undefined;
  const start = canWrite ? (
    <LinkButton href={consolePaths.newImport(org)} variant="primary">
      <Upload aria-hidden="true" /> Import contacts
    </LinkButton>
  ) : null;
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Imports"
        description={
          seesArchives ? (
            <>
              Contacts from CSV files, of any program that can write one. An archive of Holdfast is{' '}
              <TextLink href={consolePaths.archives(org)}>taken in whole</TextLink>.
            </>
          ) : (
            'Contacts from CSV files, of any program that can write one.'
          )
        }
        actions={empty ? undefined : start}
      />
      <Card flush>
        {empty ? (
          <EmptyState icon={<FileUp />} title="No imports yet" action={start} secondary={<SampleLink />}>
            Bring your contacts along: export them elsewhere as CSV, and import the file here. Nothing is written before
            you have seen what would become of each row.
          </EmptyState>
        ) : (
          <>
            <DataTable
              caption="Imports"
              columns={columnsFor(people)}
              rows={page.data}
              rowKey={(item) => item.id}
              rowHref={(item) => consolePaths.import(org, item.id)}
            />
            <Pager
              path={consolePaths.imports(org)}
              query={query}
              nextCursor={page.nextCursor}
              count={page.data.length}
              pageSize={pageSize}
              noun={['import', 'imports']}
            />
          </>
        )}
      </Card>
    </div>
  );
}

function columnsFor(people: Readonly<Record<string, string>>): readonly Column<ImportItem>[] {
  return [
    {
      name: 'file',
      header: 'File',
      cell: (item) => (
        <span className="grid gap-0.5 py-1.5">
          <span className="font-medium [overflow-wrap:anywhere]">{item.fileName}</span>
          <span className="text-xs text-ink-3 md:hidden">{resultWords(item)}</span>
        </span>
      ),
    },
    { name: 'state', header: 'State', cell: (item) => <ImportStateBadge state={item.state} /> },
    { name: 'result', header: 'Rows', from: 'md', cell: (item) => <span>{resultWords(item)}</span> },
    { name: 'by', header: 'By', from: 'lg', cell: (item) => people[item.createdBy] ?? <Unknown /> },
    {
      name: 'at',
      header: 'Started',
      align: 'right',
      from: 'sm',
      cell: (item) => <RelativeTime at={item.createdAt} />,
    },
  ];
}

function Unknown() {
  return <span className="text-ink-3">Somebody else</span>;
}

/** What an import did so far, in one line. */
function resultWords(item: ImportItem): string {
  if (item.state === 'uploading') return 'Not read yet';
  if (item.state === 'ready') return counted(item.rowsTotal ?? 0, 'row', 'rows');
  const parts = [
    [item.rowsCreated, 'new'],
    [item.rowsUpdated, 'updated'],
    [item.rowsSkipped, 'skipped'],
    [item.rowsRejected, 'rejected'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count.toLocaleString('en-US')} ${word}`);
  return told.length > 0 ? told.join(', ') : 'No rows';
}
