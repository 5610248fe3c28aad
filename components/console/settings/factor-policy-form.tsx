'use client';

import type { z } from 'zod';
import type { FactorPolicy } from '#lib/identity/factors/schema.ts';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { SelectField, TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Card } from '../../ui/card.tsx';

export interface FactorPolicyFormProps {
  policy: z.output<typeof FactorPolicy>;
  /** Form fields `requiredOf`, `graceDays`. */
  action: FormAction;
  /** Why the reader cannot change it; leave out when they can. */
  refusal?: string | undefined;
}

/** Who needs a second factor here, and how long they have to add one. */
export function FactorPolicyForm({ policy, action, refusal }: FactorPolicyFormProps) {
  return (
    <ActionForm action={action}>
      <Card
        title="Second factors"
        description={enrolmentText(policy)}
        footer={<SubmitButton disabledReason={refusal}>Save</SubmitButton>}
      >
        <div className="grid max-w-md gap-4">
          <FormProblem />
          <SelectField
            name="requiredOf"
            label="Who needs one"
            defaultValue={policy.requiredOf}
            options={[
              { value: 'administrators', label: 'Owners and admins' },
              { value: 'everybody', label: 'Everybody' },
            ]}
          />
          <TextField
            name="graceDays"
            label="Days to add one"
            hint={refusal ?? 'Counted from when somebody first needs one. Dates that people were told stay.'}
            type="number"
            min={0}
            max={90}
            defaultValue={String(policy.graceDays)}
            required
          />
        </div>
      </Card>
    </ActionForm>
  );
}

function enrolmentText({
  members,
  withFactor,
}: Pick<FactorPolicyFormProps['policy'], 'members' | 'withFactor'>): string {
  if (members === 1) return withFactor === 1 ? 'The one who needs one has one.' : 'The one who needs one has none yet.';
  return `Of ${members} people who need one, ${withFactor === 0 ? 'nobody has one yet' : `${withFactor} ${withFactor === 1 ? 'has' : 'have'} one`}.`;
}
