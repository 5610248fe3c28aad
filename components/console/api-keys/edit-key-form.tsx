'use client';

import { useState } from 'react';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import { AddressesField } from './addresses-field.tsx';
import type { ApiKeyItem } from './key-types.ts';

export interface EditKeyFormProps {
  apiKey: ApiKeyItem;
  /** Form fields `id`, `name`, `allowedAddresses` (lines) and `expiresAt` (a day in UTC, or empty to leave the expiry). */
  action: FormAction;
  onDone: () => void;
}

/** Changes what may change of a key: its name, where it works from, and an earlier end. */
export function EditKeyForm({ apiKey, action, onDone }: EditKeyFormProps) {
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  return (
    <ActionForm action={action} hidden={{ id: apiKey.id }} onDone={onDone}>
      <DialogBody className="gap-5">
        <FormProblem />
        <TextField name="name" label="Name" defaultValue={apiKey.name} maxLength={80} autoComplete="off" required />
        <AddressesField defaultValue={apiKey.allowedAddresses} />
        <TextField
          name="expiresAt"
          label="End it earlier"
          type="date"
          optional
          min={today}
          max={apiKey.expiresAt?.slice(0, 10)}
          hint="It works until the end of this day, UTC. An end can be brought forward, never put off: rotate the key for that."
        />
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>Cancel</Button>} />
        <SubmitButton>Save changes</SubmitButton>
      </DialogFooter>
    </ActionForm>
  );
}
