'use client';

import { useState, useTransition } from 'react';
import { daysInWords } from '#lib/privacy/retention/rules.ts';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { TextField } from '../../forms/fields.tsx';
import { type FormAction, idleForm } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import type { RuleItem } from './retention-types.ts';

interface EditDaysButtonProps {
  rule: RuleItem;
  updateAction: FormAction;
  countAction: FormAction;
  refusal: string | undefined;
}

/** Sets how many days a rule keeps, after a look at what that would remove. */
export function EditDaysButton({ rule, updateAction, countAction, refusal }: EditDaysButtonProps) {
  const [open, setOpen] = useState(false);
  const fixed = rule.daysMin === null ? 'This one is the same everywhere.' : undefined;
  const label = (
    <>
      Change<span className="sr-only"> {rule.title}</span>
    </>
  );
  if (refusal !== undefined || fixed !== undefined) {
    return (
      <Button variant="ghost" size="sm" disabledReason={refusal ?? fixed}>
        {label}
      </Button>
    );
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      size="sm"
      title={`Keep: ${rule.title}`}
      description={rule.why}
      trigger={
        <Button variant="ghost" size="sm">
          {label}
        </Button>
      }
    >
      <DaysForm {...{ rule, updateAction, countAction }} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function DaysForm({
  rule,
  updateAction,
  countAction,
  onDone,
}: Omit<EditDaysButtonProps, 'refusal'> & { onDone: () => void }) {
  const [days, setDays] = useState(String(rule.days));
  const [counted, setCounted] = useState<string>();
  const [counting, startCounting] = useTransition();

  function count() {
    const form = new FormData();
    form.set('rule', rule.rule);
    form.set('days', days);
    startCounting(async () => {
      const { status, message, fieldErrors } = await countAction(idleForm, form);
      setCounted(status === 'done' ? message : (fieldErrors?.days ?? message));
    });
  }

  return (
    <ActionForm action={updateAction} hidden={{ rule: rule.rule }} onDone={onDone}>
      <DialogBody>
        <FormProblem />
        <TextField
          name="days"
          label="Days"
          hint={`From ${rule.daysMin} to ${rule.daysMax}; leave it empty for the default, ${daysInWords(rule.defaultDays)}.`}
          defaultValue={String(rule.days)}
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          onChange={(event) => {
            setDays(event.currentTarget.value);
            setCounted(undefined);
          }}
        />
        {counted === undefined ? null : (
          <Callout tone="info" live>
            {counted}
          </Callout>
        )}
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>Cancel</Button>} />
        <Button onClick={count} disabled={counting}>
          Count what would go
        </Button>
        <SubmitButton>Save</SubmitButton>
      </DialogFooter>
    </ActionForm>
  );
}
