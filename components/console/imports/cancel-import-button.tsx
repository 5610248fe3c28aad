'use client';

import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { toldAtOnce } from '../told-at-once.ts';

export interface CancelImportButtonProps {
  id: string;
  /** Form field `id`. */
  action: FormAction;
  /** Whether rows are being imported already. */
  started: boolean;
}

/** Asks, then ends an import before its end. */
export function CancelImportButton({ id, action, started }: CancelImportButtonProps) {
  return (
    <ConfirmDialog
      trigger={<Button variant="danger-quiet">Cancel import</Button>}
      title="Cancel this import?"
      impact={
        started
          ? ['The rows that were imported so far stay; the others are not imported.', 'The uploaded file is removed.']
          : ['Nothing has been imported, and nothing will be.', 'The uploaded file is removed.']
      }
      confirmLabel="Cancel import"
      action={toldAtOnce(action)}
      hidden={{ id }}
    />
  );
}
