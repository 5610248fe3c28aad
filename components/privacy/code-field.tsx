'use client';

import { useFormStatusOf } from '../forms/action-form.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

/** Six digits, and room for the spaces or dashes that come along when a code is pasted. */
const charsMax = 16;

/** The code of a mail. Form field `code`. */
export function CodeField() {
  const { state } = useFormStatusOf();
  return (
    <Field label="Six-digit code" error={state.fieldErrors?.code} required>
      <Input
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
