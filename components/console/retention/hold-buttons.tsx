'use client';

import { useState } from 'react';
import { reasonCharsMax } from '#lib/privacy/holds/schema.ts';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { ConfirmedButton } from '../../forms/confirmed-button.tsx';
import { TextAreaField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import type { HoldItem } from './retention-types.ts';

interface PlaceHoldButtonProps {
  /** Form fields `reason` and `contactId`. */
  action: FormAction;
  /** "the whole organisation", or what the contact is called. */
  what: string;
  contactId?: string | undefined;
  refusal: string | undefined;
}

/** Asks for the reason and places a hold. */
export function PlaceHoldButton({ action, what, contactId, refusal }: PlaceHoldButtonProps) {
  const [open, setOpen] = useState(false);
  if (refusal !== undefined) {
    return (
      <Button size="sm" disabledReason={refusal}>
        Place a hold
      </Button>
    );
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Hold ${what}`}
      description="Until the hold is ended, nothing that it covers is erased: by nobody, by no request, and by no lapse of time."
      trigger={<Button size={contactId === undefined ? 'sm' : 'md'}>Place a hold</Button>}
    >
      <ActionForm action={action} hidden={contactId === undefined ? {} : { contactId }} onDone={() => setOpen(false)}>
        <DialogBody>
          <FormProblem />
          <TextAreaField
            name="reason"
            label="Reason"
            hint="Which proceeding or order asks for it, for whoever ends it one day."
            rows={3}
            maxLength={reasonCharsMax}
            required
          />
        </DialogBody>
        <DialogFooter>
          <DialogClose render={<Button>Cancel</Button>} />
          <SubmitButton>Place the hold</SubmitButton>
        </DialogFooter>
      </ActionForm>
    </Dialog>
  );
}

/** Asks, then ends a hold. */
export function ReleaseHoldButton({
  hold,
  action,
  refusal,
}: {
  hold: HoldItem;
  action: FormAction;
  refusal: string | undefined;
}) {
  return (
    <ConfirmedButton
      refusal={refusal}
      title="End this hold?"
      description={hold.reason}
      impact={['What only this hold keeps goes with the next run of retention.', 'It can be erased on request again.']}
      confirmLabel="End the hold"
      action={action}
      hidden={{ id: hold.id }}
    >
      End<span className="sr-only"> the hold: {hold.reason}</span>
    </ConfirmedButton>
  );
}
