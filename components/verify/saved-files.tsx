'use client';

import { X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { FieldGroup } from '../ui/field.tsx';
import { formatBytes } from '../ui/format-bytes.ts';
import { IconButton } from '../ui/icon-button.tsx';

export interface SavedFilesProps {
  files: readonly File[];
  onFiles: (files: readonly File[]) => void;
  error?: string | undefined;
}

/** Checkpoints and proofs that were saved earlier: any number of small files. */
export function SavedFiles({ files, onFiles, error }: SavedFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <FieldGroup
      legend="Checkpoints that you saved"
      hint="Optional. Signed notes from mails, webhooks or disks of your own; they prove that nothing was cut, rolled back or rewritten since. Answers of GET /ledger/consistency belong here too."
      error={error}
    >
      <div className="grid gap-2">
        {files.length === 0 ? null : (
          <ul className="grid gap-1">
            {files.map((file, index) => (
              <li
                key={`${file.name} ${file.size} ${file.lastModified}`}
                className="flex min-w-0 items-center gap-2 text-sm"
              >
                <span className="min-w-0 truncate text-ink">{file.name}</span>
                <span className="shrink-0 text-xs text-ink-3">{formatBytes(file.size)}</span>
                <IconButton
                  label={`Leave ${file.name} out`}
                  size="sm"
                  onClick={() => onFiles(files.filter((_, other) => other !== index))}
                >
                  <X aria-hidden="true" />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
        <div>
          <Button onClick={() => input.current?.click()}>Choose files</Button>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            aria-label="Saved checkpoints"
            onChange={(event) => {
              onFiles(withoutDoubles([...files, ...(event.currentTarget.files ?? [])]));
              event.currentTarget.value = '';
            }}
          />
        </div>
      </div>
    </FieldGroup>
  );
}

function withoutDoubles(files: readonly File[]): File[] {
  return [...new Map(files.map((file) => [`${file.name} ${file.size} ${file.lastModified}`, file])).values()];
}
