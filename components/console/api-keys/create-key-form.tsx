'use client';

import { useState } from 'react';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import { FieldGroup } from '../../ui/field.tsx';
import { Radio } from '../../ui/radio.tsx';
import { AddressesField } from './addresses-field.tsx';
import { ExpiryField } from './expiry-field.tsx';
import type { CreatedKey, CreateKeyState, ScopeOffer } from './key-types.ts';
import { type ScopeChoice, ScopeTable } from './scope-table.tsx';

export interface CreateKeyFormProps {
  scopes: readonly ScopeOffer[];
  /**
   * Form fields `name`, `mode` (live or test), `scopes` (one for each), `expiresAt` (ISO 8601 or empty),
   * `allowedAddresses` (lines).
   */
  action: FormAction<CreateKeyState>;
  onCreated: (created: CreatedKey) => void;
}

/** Asks what a new key is for, what it may do, until when and from where. */
export function CreateKeyForm({ scopes, action, onCreated }: CreateKeyFormProps) {
  return (
    <ActionForm<CreateKeyState>
      action={action}
      initialState={{ status: 'idle' }}
      quiet
      onDone={({ created }) => {
        if (created) onCreated(created);
      }}
    >
      <CreateKeyFields scopes={scopes} />
    </ActionForm>
  );
}

function CreateKeyFields({ scopes }: { scopes: readonly ScopeOffer[] }) {
  const [choice, setChoice] = useState<ScopeChoice>('some');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <DialogBody className="gap-5">
        <FormProblem />
        <TextField
          name="name"
          label="Name"
          hint="What uses the key, so that you know later whether it can go."
          placeholder="Warehouse sync"
          maxLength={80}
          autoComplete="off"
          required
        />
        <FieldGroup legend="Mode">
          <div className="grid gap-2 sm:grid-cols-2 sm:gap-4">
            <Radio
              name="mode"
              value="live"
              defaultChecked
              label="Live"
              hint={
                <>
                  Begins with <code className="font-mono">ck_live_</code>
                </>
              }
            />
            <Radio
              name="mode"
              value="test"
              label="Test"
              hint={
                <>
                  Begins with <code className="font-mono">ck_test_</code>. Marks keys of trial programs; it reaches the
                  same data.
                </>
              }
            />
          </div>
        </FieldGroup>
        <ScopeTable {...{ scopes, choice, chosen }} onChoice={setChoice} onChosen={setChosen} />
        <ExpiryField />
        <AddressesField />
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>Cancel</Button>} />
        <SubmitButton
          disabledReason={choice === 'some' && chosen.size === 0 ? 'Choose at least one scope first.' : undefined}
        >
          Create key
        </SubmitButton>
      </DialogFooter>
    </>
  );
}
