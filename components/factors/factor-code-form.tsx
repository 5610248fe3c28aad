'use client';

import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import { DigitsField } from '../forms/digits-field.tsx';
import { TextField } from '../forms/fields.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';

interface FactorFormProps {
  /** Form field `code` or `recoveryCode`. */
  action: FormAction;
  label: string;
  hidden?: Readonly<Record<string, string>> | undefined;
  focused?: boolean | undefined;
  variant?: 'primary' | 'secondary' | undefined;
  onDone?: (() => void) | undefined;
}

export const authenticatorCode = 'Code from your authenticator app';

/** The six digits of an authenticator app. */
export function FactorCodeForm(props: FactorFormProps) {
  const { action, label, hidden, focused = false, variant = 'primary', onDone } = props;
  return (
    <ActionForm action={action} hidden={hidden} className="grid gap-4" onDone={onDone} quiet>
      <FormProblem />
      <DigitsField label={authenticatorCode} focused={focused} />
      <SubmitButton size="lg" wide variant={variant}>
        {label}
      </SubmitButton>
    </ActionForm>
  );
}

/** One of the recovery codes. */
export function RecoveryCodeForm({ action, label, hidden, onDone }: FactorFormProps) {
  return (
    <ActionForm action={action} hidden={hidden} className="grid gap-4" onDone={onDone} quiet>
      <FormProblem />
      <TextField
        name="recoveryCode"
        label="Recovery code"
        hint="Each works once. You got ten when you added your first factor."
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={64}
        placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX"
        required
      />
      <SubmitButton wide variant="secondary">
        {label}
      </SubmitButton>
    </ActionForm>
  );
}
