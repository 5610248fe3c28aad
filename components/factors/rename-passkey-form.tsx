'use client';

import { useState } from 'react';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import { TextField } from '../forms/fields.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '../ui/dialog.tsx';

export interface RenamePasskeyFormProps {
  id: string;
  name: string;
  /** Form fields `id`, `name`. */
  action: FormAction;
}

/** Calls a passkey something else. */
export function RenamePasskeyForm({ id, name, action }: RenamePasskeyFormProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button>Rename</Button>} size="sm" title={`Rename ${name}`}>
      <ActionForm action={action} hidden={{ id }} onDone={() => setOpen(false)}>
        <DialogBody>
          <FormProblem />
          <TextField name="name" label="Name" defaultValue={name} maxLength={60} autoComplete="off" required />
        </DialogBody>
        <DialogFooter>
          <DialogClose render={<Button>Cancel</Button>} />
          <SubmitButton>Save name</SubmitButton>
        </DialogFooter>
      </ActionForm>
    </Dialog>
  );
}
