'use client';

import { useId, useState } from 'react';
import type { TitledScope } from '../../auth/asked-scopes.tsx';
import { ActionForm, FormProblem, useFormStatusOf } from '../../forms/action-form.tsx';
import { TextAreaField, TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FieldError } from '../../ui/field.tsx';

export interface RegisterProgramFormProps {
  scopes: readonly TitledScope[];
  action: FormAction;
  refusal: string | undefined;
}

/** Registers a program: its name, where codes may go, and what people may allow it at most. */
export function RegisterProgramForm({ scopes, action, refusal }: RegisterProgramFormProps) {
  // A fresh form after each program, so that the next one starts from nothing.
  const [registered, setRegistered] = useState(0);
  return (
    <Card title="Register a program">
      <ActionForm
        key={registered}
        action={action}
        className="grid gap-5"
        onDone={() => setRegistered((count) => count + 1)}
      >
        <FormProblem />
        <TextField
          name="name"
          label="Name"
          hint="People read it where they decide whether to allow the program."
          autoComplete="off"
          maxLength={80}
          readOnly={refusal !== undefined}
          required
        />
        <AddressesField />
        <ScopeChoices scopes={scopes} />
        <Checkbox
          name="deviceFlow"
          label="May sign in by a code that people type elsewhere"
          hint="For programs on devices without a browser."
        />
        <div>
          <SubmitButton disabledReason={refusal}>Register program</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  );
}

/** Each address is a line; what is wrong with any of them is said under the field. */
function AddressesField() {
  const id = useId();
  const { state } = useFormStatusOf();
  const wrong = Object.entries(state.fieldErrors ?? {}).find(([path]) => path.startsWith('redirectUris.'))?.[1];
  return (
    <div className="grid gap-1.5">
      <TextAreaField
        name="redirectUris"
        label="Where codes may go"
        hint="One address a line, compared exactly: http://127.0.0.1/path and http://[::1]/path (on any port), an https address, or a scheme of the program’s own such as com.example.app:/path."
        placeholder="http://127.0.0.1/callback"
        rows={3}
      />
      <FieldError id={`${id}-error`} error={wrong} />
    </div>
  );
}

function ScopeChoices({ scopes }: { scopes: readonly TitledScope[] }) {
  const id = useId();
  const { state } = useFormStatusOf();
  const error = state.fieldErrors?.scopes;
  return (
    <fieldset className="grid min-w-0 gap-2.5" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="text-sm font-medium text-ink">What people may allow it at most</legend>
      <div className="mt-2 grid gap-2 sm:grid-cols-2">
        {scopes.map(({ scope, title }) => (
          <Checkbox key={scope} name="scopes" value={scope} label={title} />
        ))}
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
