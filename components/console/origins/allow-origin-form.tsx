'use client';

import { useState } from 'react';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Card } from '../../ui/card.tsx';

/** Allows one origin; what is wrong with it is said under the field. */
export function AllowOriginForm({ action, refusal }: { action: FormAction; refusal: string | undefined }) {
  // A fresh form after each origin, so that the next one starts from nothing.
  const [allowed, setAllowed] = useState(0);
  return (
    <Card title="Allow an origin">
      <ActionForm key={allowed} action={action} onDone={() => setAllowed((count) => count + 1)}>
        <FormProblem className="mb-4" />
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_auto]">
          <TextField
            name="origin"
            label="Origin"
            hint="Scheme, host and port as the address bar shows them, without a path. Each one by itself: patterns are not possible."
            placeholder="https://app.example.com"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={300}
            readOnly={refusal !== undefined}
            required
          />
          <div className="sm:pt-6.5">
            <SubmitButton wide disabledReason={refusal}>
              Allow origin
            </SubmitButton>
          </div>
        </div>
      </ActionForm>
    </Card>
  );
}
