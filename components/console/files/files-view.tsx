import { Paperclip } from 'lucide-react';
import type { z } from 'zod';
import { type FilePage, type FileRecordAnswer, filePlaces } from '#lib/files/schema.ts';
import type { FormAction } from '../../forms/form-state.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { type Filter, FilterChips } from '../../tables/filter-chips.tsx';
import { Pager } from '../../tables/pager.tsx';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';
import { SearchInput } from '../../tables/search-input.tsx';
import { TableToolbar } from '../../tables/toolbar.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { DeleteFileButton } from './delete-file-button.tsx';
import { FileName } from './file-name.tsx';
import { placeWords } from './file-words.ts';
import { UploadFileButton } from './upload-file-button.tsx';

export interface FilesViewProps {
  /** The organisation's slug. */
  org: string;
  page: z.output<typeof FilePage>;
  query: PageQuery;
  pageSize: number;
  /** Names by opaque id, for who uploaded. */
  people: Readonly<Record<string, string>>;
  /** Deletes one, by `id`. Missing for readers who may neither upload nor delete. */
  remove?: FormAction | undefined;
}

const filterNames = ['q', 'of', 'contactId', 'dealId'] as const;

/** All files of the organisation, the newest first. */
export function FilesView({ org, page, query, pageSize, people, remove }: FilesViewProps) {
  const path = consolePaths.files(org);
  const narrowed = filterNames.some((name) => queryValue(query, name));
  const untouched = page.data.length === 0 && !narrowed && !queryValue(query, 'cursor');
  const upload = remove ? <UploadFileButton org={org} of={{}} whose="the organisation" /> : null;
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Files"
        description="What belongs to contacts, to deals, or to the organisation itself. Encrypted where it is kept, and only ever saved, never shown in the browser."
        actions={untouched ? undefined : upload}
      />
      <Card flush>
        {untouched ? (
          <EmptyState icon={<Paperclip />} title="No files yet" action={upload}>
            Upload what the organisation keeps here; files of a contact or a deal are uploaded on its own page.
          </EmptyState>
        ) : (
          <>
            <TableToolbar>
              <SearchInput label="Search files" placeholder="Name" />
              <FilterChips filters={filtersFor(page, query)} />
            </TableToolbar>
            <DataTable
              caption="Files"
              columns={columnsFor(org, people, remove)}
              rows={page.data}
              rowKey={(file) => file.id}
              empty={
                <EmptyState icon={<Paperclip />} title="No file matches">
                  Try fewer letters, or <TextLink href={path}>show all files</TextLink>.
                </EmptyState>
              }
            />
            <Pager
              {...{ path, query, pageSize }}
              nextCursor={page.nextCursor}
              count={page.data.length}
              noun={['file', 'files']}
            />
          </>
        )}
      </Card>
    </div>
  );
}

/** The contact or deal that the address names can be dropped again; which one it is, its files say. */
function filtersFor(page: FilesViewProps['page'], query: PageQuery): readonly Filter[] {
  const named = (name: 'contactId' | 'dealId', label: string, title: string | null | undefined): Filter[] => {
    const value = queryValue(query, name);
    return value ? [{ name, label, choices: [{ value, label: title ?? value }] }] : [];
  };
  return [
    { name: 'of', label: 'Belongs to', choices: filePlaces.map((value) => ({ value, label: placeWords[value] })) },
    ...named('contactId', 'Contact', page.data[0]?.contactName),
    ...named('dealId', 'Deal', page.data[0]?.dealTitle),
  ];
}

function columnsFor(
  org: string,
  people: Readonly<Record<string, string>>,
  remove: FormAction | undefined,
): readonly Column<FileRecordAnswer>[] {
  return [
    {
      name: 'name',
      header: 'Name',
      cell: (file) => (
        <FileName
          file={file}
          note={
            <span className="text-xs text-ink-3 md:hidden">
              {formatBytes(file.bytes)}, <RelativeTime at={file.createdAt} />
            </span>
          }
        />
      ),
    },
    { name: 'size', header: 'Size', align: 'right', from: 'md', cell: (file) => formatBytes(file.bytes) },
    { name: 'of', header: 'Belongs to', from: 'sm', cell: (file) => <BelongsTo org={org} file={file} /> },
    {
      name: 'by',
      header: 'Uploaded by',
      from: 'lg',
      cell: (file) => people[file.createdBy] ?? <span className="text-ink-3">Somebody else</span>,
    },
    { name: 'at', header: 'When', align: 'right', from: 'md', cell: (file) => <RelativeTime at={file.createdAt} /> },
    ...(remove
      ? [
          {
            name: 'actions',
            header: 'Actions',
            hideHeader: true,
            align: 'right' as const,
            className: 'w-12',
            cell: (file: FileRecordAnswer) => <DeleteFileButton file={file} action={remove} />,
          },
        ]
      : []),
  ];
}

function BelongsTo({ org, file }: { org: string; file: FileRecordAnswer }) {
  if (file.contactId !== null) {
    return <TextLink href={consolePaths.contact(org, file.contactId)}>{file.contactName ?? 'A contact'}</TextLink>;
  }
  if (file.dealId !== null) {
    return <TextLink href={consolePaths.deal(org, file.dealId)}>{file.dealTitle ?? 'A deal'}</TextLink>;
  }
  return <span className="text-ink-3">The organisation</span>;
}
