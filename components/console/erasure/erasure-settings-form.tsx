'use client';

import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { SelectField, TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Card } from '../../ui/card.tsx';
import type { ErasureFacts } from './erasure-view.tsx';

interface ErasureSettingsFormProps {
  settings: ErasureFacts['settings'];
  owners: number;
  action: FormAction;
}

/** What it takes to erase the organisation. */
export function ErasureSettingsForm({ settings, owners, action }: ErasureSettingsFormProps) {
  return (
    <ActionForm action={action}>
      <Card
        title="What it takes"
        description="Less than now asks for a fresh sign-in, and every owner hears of it."
        footer={<SubmitButton>Save</SubmitButton>}
      >
        <div className="grid max-w-md gap-4">
          <FormProblem />
          <SelectField
            name="secondApproval"
            label="A second owner has to approve"
            hint={owners < 2 ? 'There is one owner now: with this on, nobody could approve.' : undefined}
            defaultValue={settings.secondApproval}
            options={[
              { value: 'off', label: 'No' },
              { value: 'on', label: 'Yes' },
            ]}
          />
          <TextField
            name="coolingOffDays"
            label="Days to call it off"
            hint="Between the decision and the erasure; 0 for none, at most 30."
            type="number"
            inputMode="numeric"
            min={0}
            max={30}
            defaultValue={String(settings.coolingOffDays)}
            required
          />
        </div>
      </Card>
    </ActionForm>
  );
}
