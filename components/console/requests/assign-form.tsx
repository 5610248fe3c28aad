'use client';

import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { SelectField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import type { Answerer, RequestItem } from './request-types.ts';

export interface AssignFormProps {
  request: RequestItem;
  /** Members who may answer. */
  answerers: readonly Answerer[];
  /** Form fields `id`, `userId`. */
  action: FormAction;
  refusal: string | undefined;
}

/** Says who takes care of the request. */
export function AssignForm({ request, answerers, action, refusal }: AssignFormProps) {
  const nobody = { value: '', label: 'Nobody yet' };
  const options = [nobody, ...answerers.map(({ userId, name }) => ({ value: userId, label: name }))];
  return (
    <ActionForm action={action} hidden={{ id: request.id }} className="grid gap-2">
      <FormProblem />
      <div className="flex items-end gap-2">
        <SelectField
          key={request.assignedTo}
          name="userId"
          label="Taken care of by"
          className="flex-1"
          options={options}
          defaultValue={request.assignedTo ?? ''}
          placeholder="Nobody yet"
        />
        <SubmitButton variant="secondary" disabledReason={refusal}>
          Save
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
