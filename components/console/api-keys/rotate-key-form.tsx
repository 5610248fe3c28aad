'use client';

import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { SelectField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { ApiKeyItem, RotatedKey, RotateKeyState } from './key-types.ts';

const graces = [
  { value: '0', label: 'Not at all: it stops now' },
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '1 day' },
  { value: '604800', label: '7 days' },
  { value: '2592000', label: '30 days' },
];

export interface RotateKeyFormProps {
  apiKey: ApiKeyItem;
  /** Form fields `id` and `graceSeconds`. */
  action: FormAction<RotateKeyState>;
  onRotated: (rotated: RotatedKey) => void;
}

/** Asks how long the old key works on, and makes the new one. */
export function RotateKeyForm({ apiKey, action, onRotated }: RotateKeyFormProps) {
  return (
    <ActionForm<RotateKeyState>
      action={action}
      initialState={{ status: 'idle' }}
      hidden={{ id: apiKey.id }}
      quiet
      onDone={({ rotated }) => {
        if (rotated) onRotated(rotated);
      }}
    >
      <DialogBody>
        <FormProblem />
        <p className="text-sm text-ink-2">
          The new key has the same name, scopes and addresses
          {apiKey.expiresAt === null ? ' and never expires' : ', and lives as long as this one was made to'}. Give it to
          the program while both work.
        </p>
        <SelectField
          name="graceSeconds"
          label="The old key works on for"
          options={graces}
          defaultValue="86400"
          hint={
            apiKey.expiresAt === null ? undefined : (
              <>
                Never past its own end, <RelativeTime at={apiKey.expiresAt} show="datetime" />.
              </>
            )
          }
        />
        {apiKey.exposedAt === null ? null : (
          <Callout tone="warn">
            This key was sent in an address, where others may have read it: keep the time short.
          </Callout>
        )}
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>Cancel</Button>} />
        <SubmitButton>Rotate key</SubmitButton>
      </DialogFooter>
    </ActionForm>
  );
}
