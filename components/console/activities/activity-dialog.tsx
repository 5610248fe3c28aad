'use client';

import { type ReactElement, useState } from 'react';
import { type ActivityAnswer, activityKinds } from '#lib/crm/activities/schema.ts';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { SelectField, TextAreaField, TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import { activityLooks } from './activity-words.tsx';
import { DueField } from './due-field.tsx';

export interface ActivityDialogProps {
  trigger: ReactElement;
  /** Missing for a new activity. */
  activity?: ActivityAnswer | undefined;
  /** What a new activity belongs to. */
  contactId?: string | undefined;
  dealId?: string | undefined;
  /** `kind`, `subject`, `body`, `dueAt` (instant); `contactId`, `dealId`; for a change also `id`, `version`. */
  action: FormAction;
}

/** Notes something that happened or has to be done. */
export function ActivityDialog({ trigger, activity, contactId, dealId, action }: ActivityDialogProps) {
  const [open, setOpen] = useState(false);
  const hidden: Record<string, string> = {
    ...(contactId === undefined ? {} : { contactId }),
    ...(dealId === undefined ? {} : { dealId }),
    ...(activity ? { id: activity.id, version: String(activity.version) } : {}),
  };
  return (
    <Dialog
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
      title={activity ? 'Change activity' : 'New activity'}
      description={activity ? undefined : 'A call, a mail, a meeting, a note, or something to do.'}
    >
      <ActionForm action={action} hidden={hidden} onDone={() => setOpen(false)}>
        <DialogBody>
          <FormProblem />
          <SelectField
            name="kind"
            label="Kind"
            defaultValue={activity?.kind ?? 'note'}
            options={activityKinds.map((kind) => ({ value: kind, label: activityLooks[kind].label }))}
          />
          <TextField name="subject" label="Subject" required defaultValue={activity?.subject} maxLength={300} />
          <TextAreaField name="body" label="Details" optional rows={4} defaultValue={activity?.body ?? undefined} />
          <DueField name="dueAt" label="Due" at={activity?.dueAt} />
        </DialogBody>
        <DialogFooter>
          <DialogClose render={<Button>Cancel</Button>} />
          <SubmitButton>{activity ? 'Save changes' : 'Add activity'}</SubmitButton>
        </DialogFooter>
      </ActionForm>
    </Dialog>
  );
}
