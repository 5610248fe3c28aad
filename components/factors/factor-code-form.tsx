'use client';

import { useEffect, useRef } from 'react';
import { ActionForm, FormProblem, useFormStatusOf } from '../forms/action-form.tsx';
import { TextField } from '../forms/fields.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

interface FactorFormProps {
  /** Form field `code` or `recoveryCode`. */
  action: FormAction;
  label: string;
  hidden?: Readonly<Record<string, string>> | undefined;
  focused?: boolean | undefined;
  variant?: 'primary' | 'secondary' | undefined;
  onDone?: (() => void) | undefined;
}

/** The six digits of an authenticator app. */
export function FactorCodeForm(props: FactorFormProps) {
  const { action, label, hidden, focused = false, variant = 'primary', onDone } = props;
  return (
    <ActionForm action={action} hidden={hidden} className="grid gap-4" onDone={onDone} quiet>
      <FormProblem />
      <DigitsField focused={focused} />
      <SubmitButton size="lg" wide variant={variant}>
        {label}
      </SubmitButton>
    </ActionForm>
  );
}

export function DigitsField({ focused }: { focused: boolean }) {
  const { state, pending } = useFormStatusOf();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (pending || !(focused || state.status === 'error')) return;
    input.current?.focus();
    input.current?.select();
  }, [focused, state, pending]);
  return (
    <Field label="Code from your authenticator app" error={state.fieldErrors?.code} required>
      <Input
        ref={input}
        name="code"
        size="lg"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={16}
        placeholder="000 000"
        required
        className="h-13 text-center font-mono text-2xl tracking-[0.2em] placeholder:text-ink-3/60"
      />
    </Field>
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
