'use client';

import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Card } from '../../ui/card.tsx';

/** Most characters that a name may have. */
const nameCharsMax = 80;

/** Changes the organisation's name; its address and its links stay. */
export function RenameForm({
  name,
  action,
  refusal,
}: {
  name: string;
  action: FormAction;
  refusal?: string | undefined;
}) {
  return (
    <ActionForm action={action}>
      <Card title="Name" footer={<SubmitButton disabledReason={refusal}>Save name</SubmitButton>}>
        <div className="grid max-w-md gap-4">
          <FormProblem />
          <TextField
            name="name"
            label="Organisation name"
            hint={
              refusal ?? 'Members and the people you invite see it. The address of the organisation stays as it is.'
            }
            defaultValue={name}
            maxLength={nameCharsMax}
            autoComplete="organization"
            readOnly={refusal !== undefined}
            required
          />
        </div>
      </Card>
    </ActionForm>
  );
}
