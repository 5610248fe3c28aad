'use client';

import { ActionForm, FormProblem } from '../../../components/forms/action-form.tsx';
import { SelectField, TextAreaField, TextField } from '../../../components/forms/fields.tsx';
import { FormActions, FormGrid, FormSection } from '../../../components/forms/form-layout.tsx';
import type { FormState } from '../../../components/forms/form-state.ts';
import { SubmitButton } from '../../../components/forms/submit-button.tsx';
import { Card } from '../../../components/ui/card.tsx';

/** Stands in for a server action, with its delay. */
async function answer(_previous: FormState, form: FormData): Promise<FormState> {
  await new Promise((resolve) => setTimeout(resolve, 400));
  if (form.get('name') !== 'fail') return { status: 'done', message: 'Saved' };
  return {
    status: 'error',
    message: 'The contact was not saved.',
    requestId: 'req_01JD8Z5W3N7Q4T6V9XKC2M5P8R',
    fieldErrors: { name: 'This name is refused.', email: 'Give an e-mail address.' },
  };
}

export function FormSample() {
  return (
    <Card>
      <ActionForm action={answer} className="grid gap-4">
        <FormProblem />
        <FormSection title="Identity" description="Who this is. Type “fail” as the name to see an error.">
          <FormGrid columns={2}>
            <TextField name="name" label="Name" required defaultValue="Ada Lovelace" />
            <TextField name="email" label="E-mail" type="email" optional />
            <SelectField
              name="kind"
              label="Kind"
              defaultValue="person"
              options={[
                { value: 'person', label: 'Person' },
                { value: 'company', label: 'Company' },
              ]}
            />
            <TextAreaField name="notes" label="Notes" optional className="sm:col-span-2" />
          </FormGrid>
        </FormSection>
        <FormActions>
          <SubmitButton>Save</SubmitButton>
        </FormActions>
      </ActionForm>
    </Card>
  );
}
