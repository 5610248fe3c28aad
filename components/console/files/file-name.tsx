import type { ReactNode } from 'react';
import type { FileRecordAnswer } from '#lib/files/schema.ts';
import { downloadHref, lookOf } from './file-words.ts';

/** A file's name, which downloads it, with its kind in front. */
export function FileName({ file, note }: { file: FileRecordAnswer; note?: ReactNode }) {
  const { label, Icon } = lookOf(file.contentType);
  return (
    <span className="flex min-w-0 items-center gap-3 py-1">
      <span className="grid size-7 shrink-0 place-items-center rounded-md bg-sunken text-ink-3" title={label}>
        <Icon aria-hidden="true" className="size-4" />
      </span>
      <span className="grid min-w-0 gap-0.5">
        <a
          href={downloadHref(file)}
          download={file.name}
          className="text-sm font-medium text-ink underline-offset-3 [overflow-wrap:anywhere] hover:underline"
        >
          <span className="sr-only">Download </span>
          {file.name}
        </a>
        {note}
      </span>
    </span>
  );
}
