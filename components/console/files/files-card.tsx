import { Paperclip } from 'lucide-react';
import type { z } from 'zod';
import type { FilePage } from '#lib/files/schema.ts';
import type { FormAction } from '../../forms/form-state.ts';
import { withQuery } from '../../tables/query-string.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { DeleteFileButton } from './delete-file-button.tsx';
import { FileName } from './file-name.tsx';
import { type FileTarget, UploadFileButton } from './upload-file-button.tsx';

export interface FilesCardProps {
  /** The organisation's slug. */
  org: string;
  of: FileTarget;
  /** What the contact or deal is called. */
  whose: string;
  /** The newest. */
  page: z.output<typeof FilePage>;
  /** Whether the reader may upload and delete; `remove` takes `id`. */
  remove?: FormAction | undefined;
}

/** The files of one contact or deal, the newest first. */
export function FilesCard({ org, of, whose, page, remove }: FilesCardProps) {
  return (
    <Card
      flush
      title="Files"
      actions={remove ? <UploadFileButton {...{ org, of, whose }} small /> : null}
      footer={
        page.nextCursor === null ? null : (
          <TextLink
            href={withQuery(
              consolePaths.files(org),
              {},
              { contactId: of.contactId ?? null, dealId: of.dealId ?? null },
            )}
          >
            Show all files
          </TextLink>
        )
      }
    >
      {page.data.length === 0 ? (
        <EmptyState icon={<Paperclip />} title="No files" className="py-10">
          Offers, letters, pictures: whatever belongs here.
        </EmptyState>
      ) : (
        <ul aria-label="Files">
          {page.data.map((file) => (
            <li key={file.id} className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-0 sm:px-5">
              <div className="min-w-0 flex-1">
                <FileName
                  file={file}
                  note={
                    <span className="flex flex-wrap gap-x-3 text-xs text-ink-3">
                      <span>{formatBytes(file.bytes)}</span>
                      <RelativeTime at={file.createdAt} />
                    </span>
                  }
                />
              </div>
              {remove ? <DeleteFileButton file={file} action={remove} /> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
