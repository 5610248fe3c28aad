'use client';

import { startRegistration } from '@simplewebauthn/browser';
import { useState } from 'react';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import { TextField } from '../forms/fields.tsx';
import { type FormAction, idleForm } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import type { CodesState } from './factor-types.ts';
import type { OptionsState } from './passkey-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

export interface AddPasskeyFormProps {
  askAction: FormAction<OptionsState>;
  /** Form fields `name`, `passkey`. */
  addAction: FormAction<CodesState>;
}

/** A name, and a button at which the browser makes a passkey. */
export function AddPasskeyForm({ askAction, addAction }: AddPasskeyFormProps) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  // A new form for each passkey, so that the name of the last one does not stay.
  const [added, setAdded] = useState(0);
  // What kept the options from being given is told by the answer to what is sent: the same stands in the way of both.
  async function make(data: FormData) {
    data.set('passkey', '{}');
    try {
      const { options } = await askAction(idleForm, new FormData());
      if (options === undefined) return;
      data.set('passkey', JSON.stringify(await startRegistration({ optionsJSON: JSON.parse(options) })));
    } catch {
      // Called off by the person, or not possible here: refused like a wrong answer.
    }
  }
  return (
    <div className="grid gap-4">
      {codes === null ? null : <RecoveryCodes codes={codes} />}
      <ActionForm
        key={added}
        action={addAction}
        before={make}
        onDone={(state) => {
          setCodes(state.recoveryCodes ?? null);
          setAdded((count) => count + 1);
        }}
        className="grid gap-4"
      >
        <FormProblem />
        <TextField
          name="name"
          label="Name of the new passkey"
          hint="For you alone, such as: laptop, phone, key on my ring."
          maxLength={60}
          autoComplete="off"
          required
        />
        <SubmitButton>Add a passkey</SubmitButton>
      </ActionForm>
    </div>
  );
}
