'use client';

import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import { DigitsField } from '../forms/digits-field.tsx';
import { TextField } from '../forms/fields.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';

export interface CodeFormProps {
  /** Uses the code up and signs in. Form fields `email`, `code`. */
  action: FormAction;
  /** The address that the mail went to; null where it is not known and has to be typed. */
  email: string | null;
}

/** The six digits of the mail: typed, pasted or filled in by the device, with or without spaces. */
export function CodeForm({ action, email }: CodeFormProps) {
  return (
    <ActionForm action={action} hidden={email === null ? {} : { email }} className="grid gap-4" quiet>
      <FormProblem />
      {email === null ? (
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          size="lg"
          autoComplete="email"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={254}
          required
        />
      ) : null}
      <DigitsField label="Six-digit code" focused={email !== null} />
      <SubmitButton size="lg" wide>
        Sign in
      </SubmitButton>
    </ActionForm>
  );
}
