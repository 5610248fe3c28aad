'use client';

import { FormProblem, HeldForm, useHeldAction } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import type { CodesState } from './factor-types.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

/** Makes new recovery codes, and shows them this once. Without JavaScript too: the old ones are gone by then. */
export function NewCodesForm({ action }: { action: FormAction<CodesState> }) {
  const making = useHeldAction(action);
  const { recoveryCodes } = making.state;
  return (
    <>
      {recoveryCodes ? <RecoveryCodes codes={recoveryCodes} /> : null}
      <HeldForm held={making} className="grid gap-3">
        <FormProblem />
        <SubmitButton variant="secondary">Make new codes</SubmitButton>
      </HeldForm>
    </>
  );
}
