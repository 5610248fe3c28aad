'use client';

import { useEffect, useRef } from 'react';
import { ActionForm, FormProblem, useFormStatusOf } from '../forms/action-form.tsx';
import { TextField } from '../forms/fields.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

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
      <CodeField focused={email !== null} />
      <SubmitButton size="lg" wide>
        Sign in
      </SubmitButton>
    </ActionForm>
  );
}

/** Six digits, and room for the spaces or dashes that come along when a code is pasted. */
const charsMax = 16;

function CodeField({ focused }: { focused: boolean }) {
  const { state, pending } = useFormStatusOf();
  const input = useRef<HTMLInputElement>(null);

  // The code is what this page is for. After a refusal it is selected, so that typing replaces it.
  useEffect(() => {
    if (pending || !(focused || state.status === 'error')) return;
    if (state.fieldErrors?.email) return;
    input.current?.focus();
    input.current?.select();
  }, [focused, state, pending]);

  return (
    <Field label="Six-digit code" error={state.fieldErrors?.code} required>
      <Input
        ref={input}
        name="code"
        size="lg"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={charsMax}
        placeholder="000 000"
        required
        className="h-13 text-center font-mono text-2xl tracking-[0.2em] placeholder:text-ink-3/60"
      />
    </Field>
  );
}
