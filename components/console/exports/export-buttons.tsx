'use client';

import { ConfirmedButton } from '../../forms/confirmed-button.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { toldAtOnce } from '../told-at-once.ts';

interface ExportButtonProps {
  id: string;
  /** Form field `id`. */
  action: FormAction;
}

/** Asks, then gives up an export that is not ready yet. */
export function CancelExportButton({ id, action }: ExportButtonProps) {
  return (
    <ConfirmedButton
      refusal={undefined}
      title="Cancel this export?"
      impact={['Nothing of it is kept. You can begin another at any time.']}
      confirmLabel="Cancel export"
      action={toldAtOnce(action)}
      hidden={{ id }}
    >
      Cancel
    </ConfirmedButton>
  );
}

/** Asks, then removes an export with its archive. */
export function DeleteExportButton({ id, action }: ExportButtonProps) {
  return (
    <ConfirmedButton
      refusal={undefined}
      title="Delete this export?"
      impact={[
        'The archive is removed, if there still is one.',
        'It no longer stands in this list; the ledger goes on telling of it.',
      ]}
      confirmLabel="Delete export"
      action={toldAtOnce(action)}
      hidden={{ id }}
    >
      Delete
    </ConfirmedButton>
  );
}
