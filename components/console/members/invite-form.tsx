'use client';

import { useState } from 'react';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { SelectField, TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import type { RoleOffer } from './member-types.ts';

/** Invites an address with a role that is not above the reader's own. */
export function InviteForm({ offers, action }: { offers: readonly RoleOffer[]; action: FormAction }) {
  // A fresh form after each invitation, so that the next address starts from nothing.
  const [sent, setSent] = useState(0);
  return (
    <ActionForm key={sent} action={action} onDone={() => setSent((count) => count + 1)}>
      <FormProblem className="mb-4" />
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,14rem)_auto]">
        <TextField
          name="email"
          type="email"
          label="E-mail address"
          placeholder="name@example.com"
          autoComplete="off"
          required
        />
        <SelectField
          name="role"
          label="Role"
          defaultValue="member"
          options={offers.map((offer) => ({
            value: offer.role,
            label: offer.title,
            hint: offer.refusal ?? offer.description,
            disabled: offer.refusal !== undefined,
          }))}
        />
        <div className="sm:pt-6.5">
          <SubmitButton wide>Send invitation</SubmitButton>
        </div>
      </div>
    </ActionForm>
  );
}
