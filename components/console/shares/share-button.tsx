'use client';

import { Share2 } from 'lucide-react';
import { useState } from 'react';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import { FieldGroup } from '../../ui/field.tsx';
import { Radio } from '../../ui/radio.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ShareExpiryField } from './share-expiry-field.tsx';
import type { CreateShareState } from './share-types.ts';

export interface ShareButtonProps {
  /** What is shared, in words, for example "Receipt 12" or "Every receipt that the filter leaves". */
  what: string;
  /** Form fields of the filter: `seq`, or any of `action`, `actor`, `subject`, `from`, `to`. */
  filter: Readonly<Record<string, string>>;
  /** Form fields besides: `label`, `reveal`, `days`, `usesMax` (may be empty). */
  action: FormAction<CreateShareState>;
  /** Why the reader cannot share. */
  refusal: string | undefined;
}

/** Asks for whom, for how long and how much, and shows the link once. */
export function ShareButton({ what, filter, action, refusal }: ShareButtonProps) {
  const [open, setOpen] = useState(false);
  const [created, setCreated] = useState<CreateShareState['created']>(undefined);
  return (
    <>
      <Button
        disabledReason={refusal}
        onClick={() => {
          setCreated(undefined);
          setOpen(true);
        }}
      >
        <Share2 aria-hidden="true" /> Share
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        insistent={created !== undefined}
        title={created === undefined ? 'Share by a link' : 'Copy the link now'}
        description={
          created === undefined ? what : 'It is shown this once: only its hash is kept, so nobody can show it again.'
        }
      >
        {created === undefined ? (
          <ShareForm filter={filter} action={action} onCreated={setCreated} />
        ) : (
          <LinkReveal created={created} />
        )}
      </Dialog>
    </>
  );
}

interface ShareFormProps extends Pick<ShareButtonProps, 'filter' | 'action'> {
  onCreated: (created: CreateShareState['created']) => void;
}

function ShareForm({ filter, action, onCreated }: ShareFormProps) {
  return (
    <ActionForm<CreateShareState>
      action={action}
      initialState={{ status: 'idle' }}
      hidden={filter}
      quiet
      onDone={(state) => onCreated(state.created)}
    >
      <DialogBody className="gap-5">
        <FormProblem />
        <TextField
          name="label"
          label="For whom or what"
          hint="For your own list. Whoever opens the link does not see it."
          placeholder="Yearly audit, Miller & Sons"
          maxLength={120}
          autoComplete="off"
          required
        />
        <FieldGroup legend="What they see">
          <div className="grid gap-3">
            <Radio
              name="reveal"
              value="redacted"
              defaultChecked
              label="Pseudonyms"
              hint="Time, action and hash; stand-ins for who and what. It proves that these receipts are in the signed ledger, not every word of them."
            />
            <Radio
              name="reveal"
              value="ids"
              label="Ids"
              hint="The receipts whole, with the opaque ids of people and records. Every word is proven."
            />
          </div>
        </FieldGroup>
        <p className="text-sm text-ink-3">
          Details of what was changed are never shown, nor what is written from now on.
        </p>
        <ShareExpiryField />
        <TextField
          name="usesMax"
          label="Can be opened so many times"
          hint="Leave it empty for any number."
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          optional
        />
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>Cancel</Button>} />
        <SubmitButton>Make the link</SubmitButton>
      </DialogFooter>
    </ActionForm>
  );
}

function LinkReveal({ created }: { created: NonNullable<CreateShareState['created']> }) {
  return (
    <>
      <DialogBody>
        <CopyField label="Link" value={created.link} />
        <Callout tone="warn">
          Whoever has the link sees {created.receipts === 1 ? 'the receipt' : `the ${created.receipts} receipts`} until{' '}
          <RelativeTime at={created.expiresAt} show="datetime" />, or until you revoke it.
        </Callout>
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button variant="primary">I have copied the link</Button>} />
      </DialogFooter>
    </>
  );
}
