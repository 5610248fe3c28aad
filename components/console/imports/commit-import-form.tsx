'use client';

import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';

export interface CommitImportFormProps {
  id: string;
  /** How many rows would become or change contacts. */
  rows: number;
  /** Form field `id`. */
  action: FormAction;
}

/** Starts the import. */
export function CommitImportForm({ id, rows, action }: CommitImportFormProps) {
  return (
    <ActionForm action={action} hidden={{ id }} className="flex flex-wrap items-center justify-end gap-2">
      <FormProblem className="w-full" />
      <SubmitButton disabledReason={rows === 0 ? 'No row would become a contact or change one.' : undefined}>
        {rows === 1 ? 'Import 1 row' : `Import ${rows.toLocaleString('en-US')} rows`}
      </SubmitButton>
    </ActionForm>
  );
}
