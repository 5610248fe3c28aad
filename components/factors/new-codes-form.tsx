'use client';

import { useState } from 'react';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import type { CodesState } from './factor-types.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

/** Makes new recovery codes, and shows them this once. */
export function NewCodesForm({ action }: { action: FormAction<CodesState> }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <>
      {codes === null ? null : <RecoveryCodes codes={codes} />}
      <ActionForm action={action} onDone={(state) => setCodes(state.recoveryCodes ?? null)} className="grid gap-3">
        <FormProblem />
        <SubmitButton variant="secondary">Make new codes</SubmitButton>
      </ActionForm>
    </>
  );
}
