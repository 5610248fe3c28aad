'use client';

import { type ReactNode, useState } from 'react';
import { complaintSentence, kindWords, refusalPresets } from '#lib/privacy/requests/kinds.ts';
import { answerCharsMax } from '#lib/privacy/requests/terms.ts';
import { ActionForm, FormProblem, useFormStatusOf } from '../../forms/action-form.tsx';
import { TextAreaField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { toldAtOnce } from '../told-at-once.ts';
import { answerDrafts, carriesOut } from './request-drafts.ts';
import type { RequestItem } from './request-types.ts';

interface DialogButtonProps {
  request: RequestItem;
  action: FormAction;
  /** Why the reader cannot do it. */
  refusal: string | undefined;
}

interface FormDialogProps extends DialogButtonProps {
  label: string;
  variant?: ButtonProps['variant'];
  title: string;
  description: string;
  confirmLabel: string;
  children: ReactNode;
}

/** A button that opens a form about the request. */
function FormDialog(props: FormDialogProps) {
  const { request, action, refusal, label, variant, title, description, confirmLabel, children } = props;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant={variant} disabledReason={refusal} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} size="lg" title={title} description={description}>
        <ActionForm
          action={toldAtOnce(action)}
          hidden={{ id: request.id, version: String(request.version) }}
          onDone={() => setOpen(false)}
        >
          <DialogBody className="gap-5">
            <FormProblem />
            {children}
          </DialogBody>
          <DialogFooter>
            <DialogClose render={<Button>Cancel</Button>} />
            <SubmitButton>{confirmLabel}</SubmitButton>
          </DialogFooter>
        </ActionForm>
      </Dialog>
    </>
  );
}

/** What a draft leaves to be said: `[purpose]`. */
const blank = /\[[a-z]+\]/;

/** The same, but an answer that still has a blank of its draft is not sent. Browser only. */
function withoutBlanks(action: FormAction): FormAction {
  return async (previous, data) => {
    const answer = String(data.get('answer') ?? '');
    const [left] = blank.exec(answer) ?? [];
    if (left === undefined) return action(previous, data);
    return {
      status: 'error',
      fieldErrors: { answer: `Say it in place of ${left}, or take the sentence out.` },
      values: { answer },
    };
  };
}

/** Answers a request, and has done what it asks for. */
export function FulfilButton(props: DialogButtonProps) {
  const { request, action } = props;
  const carried = carriesOut[request.kind];
  return (
    <FormDialog
      {...props}
      action={withoutBlanks(action)}
      label="Fulfil"
      variant="primary"
      title={`Fulfil: ${kindWords[request.kind].title.toLowerCase()}`}
      description="The person gets the answer by mail, behind a link that asks for a code."
      confirmLabel="Fulfil and answer"
    >
      {carried === null ? null : (
        <div className="grid gap-2">
          <Checkbox
            name="carryOut"
            value="true"
            defaultChecked={request.contactId !== null}
            disabled={request.contactId === null}
            label={carried.label}
            hint={request.contactId === null ? 'Say first which contact the request is about.' : carried.hint}
          />
        </div>
      )}
      <TextAreaField
        name="answer"
        label="Answer"
        rows={9}
        maxLength={answerCharsMax}
        defaultValue={answerDrafts[request.kind]}
        required
      />
    </FormDialog>
  );
}

/** Refuses a request, with a reason. */
export function RefuseButton(props: DialogButtonProps) {
  return (
    <FormDialog
      {...props}
      label="Refuse"
      title="Refuse the request"
      description="The person gets the reason behind a link that asks for a code."
      confirmLabel="Refuse and answer"
    >
      <ReasonField />
      <Callout tone="info">Holdfast adds: {complaintSentence}</Callout>
    </FormDialog>
  );
}

function ReasonField() {
  const { state } = useFormStatusOf();
  const [text, setText] = useState(state.values?.reason ?? '');
  const presets = refusalPresets.map(({ name, title, article }) => ({ value: name, label: title, hint: article }));
  return (
    <>
      <Field label="Begin from">
        <Select
          options={presets}
          placeholder="A text of your own"
          onValueChange={(name) => setText(refusalPresets.find((preset) => preset.name === name)?.text ?? text)}
        />
      </Field>
      <Field label="Reason" error={state.fieldErrors?.reason} required>
        <Textarea
          name="reason"
          rows={7}
          maxLength={answerCharsMax}
          value={text}
          onChange={(event) => setText(event.target.value)}
          required
        />
      </Field>
    </>
  );
}

/** Takes two further months. */
export function ExtendButton(props: DialogButtonProps) {
  return (
    <FormDialog
      {...props}
      label="Extend"
      title="Take two further months"
      description="Once, and only within the first month: the person is told by mail, with the reason."
      confirmLabel="Extend and tell them"
    >
      <TextAreaField
        name="reason"
        label="Reason"
        hint="Necessary because of the complexity or number of requests (article 12, paragraph 3). It stands in the mail as you write it."
        rows={5}
        maxLength={answerCharsMax}
        required
      />
    </FormDialog>
  );
}
