'use client';

import { useEffect, useRef } from 'react';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { useFormStatusOf } from './action-form.tsx';

/** Six digits, and room for the spaces or dashes that come along when a code is pasted. */
const charsMax = 16;

/**
 * The field `code` of a form that is there for it: six digits, typed, pasted or filled in by the device. Where `focused` it is
 * where one types from the start; after a refusal it is selected, so that typing replaces it.
 */
export function DigitsField({ label, focused }: { label: string; focused: boolean }) {
  const { state, pending } = useFormStatusOf();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (pending || !(focused || state.status === 'error')) return;
    // Another field was refused: that one comes first.
    if (Object.keys(state.fieldErrors ?? {}).some((name) => name !== 'code')) return;
    input.current?.focus();
    input.current?.select();
  }, [focused, state, pending]);

  return (
    <Field label={label} error={state.fieldErrors?.code} required>
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
