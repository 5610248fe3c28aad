'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import { FieldGroup } from '../../ui/field.tsx';
import { Radio } from '../../ui/radio.tsx';
import { ExpiryField } from './expiry-field.tsx';
import { KeyReveal } from './key-reveal.tsx';
import type { CreatedKey, CreateKeyState, ScopeOffer } from './key-types.ts';
import { type ScopeChoice, ScopeTable } from './scope-table.tsx';

export interface CreateKeyButtonProps {
  scopes: readonly ScopeOffer[];
  /** Form fields `name`, `mode` (live or test), `scopes` (one for each), `expiresAt` (ISO 8601 or empty). */
  action: FormAction<CreateKeyState>;
  /** Why the reader cannot make keys. */
  refusal: string | undefined;
  /** Where the API answers, for the example: `https://host/api/v1`. */
  apiUrl: string;
}

const initialState: CreateKeyState = { status: 'idle' };

/** Makes a key in a dialog, and then shows its secret there, once. */
export function CreateKeyButton({ scopes, action, refusal, apiUrl }: CreateKeyButtonProps) {
  const [open, setOpen] = useState(false);
  const [created, setCreated] = useState<CreatedKey | null>(null);
  const face = (
    <>
      <Plus aria-hidden="true" /> Create API key
    </>
  );
  if (refusal !== undefined) {
    return (
      <Button variant="primary" disabledReason={refusal}>
        {face}
      </Button>
    );
  }

  function change(next: boolean) {
    setOpen(next);
    // The secret leaves the page with the dialog.
    setCreated(null);
  }

  return (
    <Dialog
      trigger={<Button variant="primary">{face}</Button>}
      open={open}
      onOpenChange={change}
      size="lg"
      insistent={created !== null}
      title={created ? 'Copy your key now' : 'Create an API key'}
      description={
        created
          ? 'It is shown this once: only its hash is kept, so nobody can show it again.'
          : 'For a program that reads or writes this organisation through the API.'
      }
    >
      {created ? (
        <KeyReveal created={created} apiUrl={apiUrl} />
      ) : (
        <ActionForm<CreateKeyState>
          action={action}
          initialState={initialState}
          quiet
          onDone={(state) => {
            if (state.created) setCreated(state.created);
            else setOpen(false);
          }}
        >
          <CreateKeyFields scopes={scopes} />
        </ActionForm>
      )}
    </Dialog>
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
