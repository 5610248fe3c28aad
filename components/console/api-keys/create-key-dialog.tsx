'use client';

import { Plus } from 'lucide-react';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
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

export interface CreateKeyDialogProps {
  scopes: readonly ScopeOffer[];
  /** Form fields `name`, `mode` (live or test), `scopes` (one for each), `expiresAt` (ISO 8601 or empty). */
  action: FormAction<CreateKeyState>;
  /** Why the reader cannot make keys. */
  refusal: string | undefined;
  /** Where the API answers, for the example: `https://host/api/v1`. */
  apiUrl: string;
  /** The page, with a `CreateKeyButton` wherever one belongs. */
  children: ReactNode;
}

interface Opener {
  open: () => void;
  refusal: string | undefined;
}

const OpenerContext = createContext<Opener | null>(null);

const initialState: CreateKeyState = { status: 'idle' };

/** A little longer than a dialog takes to go. */
const fadeMs = 300;

/**
 * Makes a key in a dialog, and then shows its secret there, once. It stands around the whole page: the list below is drawn
 * anew as soon as the key exists, and must not take the dialog with the secret along.
 */
export function CreateKeyDialog({ scopes, action, refusal, apiUrl, children }: CreateKeyDialogProps) {
  const [open, setOpen] = useState(false);
  const [created, setCreated] = useState<CreatedKey | null>(null);

  // The secret leaves the page with the dialog, once that has faded.
  useEffect(() => {
    if (open || created === null) return;
    const timer = setTimeout(() => setCreated(null), fadeMs);
    return () => clearTimeout(timer);
  }, [open, created]);

  function show() {
    setCreated(null);
    setOpen(true);
  }

  return (
    <OpenerContext value={{ open: show, refusal }}>
      {children}
      <Dialog
        open={open}
        onOpenChange={setOpen}
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
    </OpenerContext>
  );
}

/** Opens the enclosing `CreateKeyDialog`, or says why it cannot. */
export function CreateKeyButton() {
  const opener = use(OpenerContext);
  return (
    <Button variant="primary" disabledReason={opener?.refusal} onClick={() => opener?.open()}>
      <Plus aria-hidden="true" /> Create API key
    </Button>
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
