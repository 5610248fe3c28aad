'use client';

import { Trash2 } from 'lucide-react';
import type { FileRecordAnswer } from '#lib/files/schema.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { toldAtOnce } from '../told-at-once.ts';

export interface DeleteFileButtonProps {
  file: FileRecordAnswer;
  /** `id`. */
  action: FormAction;
}

/** Removes a file with its bytes, once that was confirmed. */
export function DeleteFileButton({ file, action }: DeleteFileButtonProps) {
  return (
    <ConfirmDialog
      title="Delete this file?"
      description={file.name}
      impact={['The file and its bytes are deleted. They cannot be brought back.', 'The deletion leaves a receipt.']}
      confirmLabel="Delete file"
      action={toldAtOnce(action)}
      hidden={{ id: file.id }}
      trigger={
        <IconButton label={`Delete “${file.name}”`} size="sm">
          <Trash2 aria-hidden="true" />
        </IconButton>
      }
    />
  );
}
